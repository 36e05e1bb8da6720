import type { Grouping } from './grouping'
import { spreadOfRanks, type RankSums } from './rank-association'

/**
 * Sorted scores, each of which is drawn a number of times, as ranks: the mean rank of those that are equal. It is made once and drawn
 * many times, for which nothing is allocated.
 */
export class RankedDraw {
  /** How often each score is drawn; set all before `rank`. */
  readonly times: Int32Array
  readonly #scores: ArrayLike<number>
  // The scores that are drawn, with what is summed of each.
  readonly #drawn: Int32Array
  readonly #counts: Float64Array
  readonly #rankSums: Float64Array
  #different = 0
  #n = 0
  #spread = 0

  /** Of scores from the lowest to the highest. */
  constructor(scores: ArrayLike<number>) {
    const { length } = scores
    this.#scores = scores
    this.times = new Int32Array(length).fill(1)
    this.#drawn = new Int32Array(length)
    this.#counts = new Float64Array(length)
    this.#rankSums = new Float64Array(length)
  }

  /** Ranks what is drawn. */
  rank(): void {
    const { times } = this
    // A name of its own for each is quicker in the loops, which are where the time goes.
    const [scores, drawn, counts, rankSums] = [this.#scores, this.#drawn, this.#counts, this.#rankSums]
    let different = 0
    let below = 0
    let ties = 0
    for (let from = 0; from < times.length;) {
      let to = from
      let count = 0
      for (; to < times.length && scores[to] === scores[from]; to += 1) count += times[to]!
      const rank = below + (count + 1) / 2
      for (let index = from; index < to; index += 1) {
        const time = times[index]!
        if (time === 0) continue
        drawn[different] = index
        counts[different] = time
        rankSums[different] = time * rank
        different += 1
      }
      below += count
      ties += count * count * count - count
      from = to
    }
    this.#different = different
    this.#n = below
    this.#spread = spreadOfRanks(below, ties)
  }

  /** Sums up the ranks by group. Each score must be in one. */
  sumsBy({ groupOf, groups }: Grouping, into = roomFor(groups)): RankSums {
    const { counts, ranks } = into
    counts.fill(0)
    ranks.fill(0)
    const [drawn, ownCounts, rankSums, different] = [
      this.#drawn,
      this.#counts,
      this.#rankSums,
      this.#different,
    ]
    for (let at = 0; at < different; at += 1) {
      const group = groupOf[drawn[at]!]!
      counts[group]! += ownCounts[at]!
      ranks[group]! += rankSums[at]!
    }
    return { n: this.#n, spread: this.#spread, counts, ranks }
  }
}

/** Room for the sums of so many groups. */
export function roomFor(groups: number): Pick<RankSums, 'counts' | 'ranks'> {
  return { counts: new Float64Array(groups), ranks: new Float64Array(groups) }
}
