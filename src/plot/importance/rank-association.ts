/** What is known of ranked values in groups, each value counted as often as it was drawn. */
export interface RankSums {
  /** How many values there are in all. */
  readonly n: number
  /** Of each group: how many values, and the sum of their ranks. */
  readonly counts: Float64Array
  readonly ranks: Float64Array
  /** n times the variance of the ranks. */
  readonly spread: number
}

/**
 * Spearman's rank correlation of ranked values with the order of their groups, in which all values of a group share the mean of
 * their ranks: from -1 to 1. NaN where one of the two does not differ.
 */
export function rankCorrelation({ n, counts, ranks, spread }: RankSums): number {
  let below = 0
  let cross = 0
  let ties = 0
  for (let group = 0; group < counts.length; group += 1) {
    const count = counts[group]!
    cross += (below + (count + 1) / 2) * ranks[group]!
    ties += count * count * count - count
    below += count
  }
  const ownSpread = spreadOfRanks(n, ties)
  if (spread <= 0 || ownSpread <= 0) return NaN
  const mean = (n + 1) / 2
  return Math.max(-1, Math.min(1, (cross - n * mean * mean) / Math.sqrt(spread * ownSpread)))
}

/**
 * The correlation ratio of ranked values: which share of the variance of the ranks lies between the groups, as a root, from 0 to 1.
 * Many groups have some of it by chance, and this is taken off, `corrections` times (Kelley's epsilon squared: An unbiased
 * correlation ratio measure, PNAS 21, 1935; of ranks that is Kruskal and Wallis's H as (H - k + 1) / (n - k)). NaN where
 * the ranks do not differ, or the groups have one value each.
 */
export function correlationRatio({ n, counts, ranks, spread }: RankSums, corrections = 1): number {
  let between = 0
  let groups = 0
  for (let group = 0; group < counts.length; group += 1) {
    const count = counts[group]!
    if (count === 0) continue
    between += ranks[group]! ** 2 / count
    groups += 1
  }
  if (spread <= 0 || groups < 2 || groups >= n) return NaN
  const mean = (n + 1) / 2
  let share = (between - n * mean * mean) / spread
  for (let time = 0; time < corrections; time += 1) share = 1 - ((1 - share) * (n - 1)) / (n - groups)
  return Math.sqrt(Math.max(0, Math.min(1, share)))
}

/** n times the variance of the ranks 1 to n; `ties` is the sum of t ** 3 - t over all values that t of them share. */
export function spreadOfRanks(n: number, ties: number): number {
  return (n ** 3 - n - ties) / 12
}
