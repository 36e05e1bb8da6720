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

/** The mean of some finite values. */
export function plainMean(values: readonly number[]): number {
  return summarize(values).mean!
}
