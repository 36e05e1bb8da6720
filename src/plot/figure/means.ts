import { summarize } from '../../catalog/verbs/aggregate'

/** The mean of some values, and how far they spread around it. */
export interface MeanOf {
  readonly mean: number
  readonly low: number | null
  readonly high: number | null
  readonly n: number
}

/**
 * The mean of some finite values, minus and plus their sample standard deviation. Where that would leave a logarithmic axis, the
 * lower edge is the smallest of the values.
 */
export function meanOf(values: readonly number[], { isLog }: { isLog: boolean }): MeanOf {
  const { n, mean, std, min } = summarize(values)
  const [low, high] = [mean! - (std ?? NaN), mean! + (std ?? NaN)]
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { mean: mean!, low: null, high: null, n }
  return { mean: mean!, low: isLog && low <= 0 ? min! : low, high, n }
}

/** What has to be said of bands around some means: that one of them does not go down to the mean minus the standard deviation. */
export function bandNotes(
  means: Iterable<{ readonly y: number; readonly high: number | null }>,
  { scale }: { scale: 'linear' | 'log' },
): string[] {
  if (scale === 'linear') return []
  for (const { y, high } of means)
    if (high !== null && 2 * y - high <= 0)
      return ['where mean − std is not above 0, the band begins at the smallest value']
  return []
}

/** The mean of some finite values. */
export function plainMean(values: readonly number[]): number {
  return summarize(values).mean!
}
