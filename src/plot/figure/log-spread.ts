/** Two numbers are as even either way; from this factor on they lie better on a logarithmic axis. */
const FACTOR_OF_TWO = 100

/**
 * Whether different numbers, sorted, belong on a logarithmic axis: all are positive, the largest is `factor` times the smallest
 * or more, and they lie more evenly by factors than by differences.
 */
export function isLogSpread(sorted: readonly number[], factor: number): boolean {
  const [low, high] = [sorted[0], sorted.at(-1)]
  if (low === undefined || high === undefined || low <= 0 || high / low < factor) return false
  if (sorted.length === 2) return high / low >= FACTOR_OF_TWO
  return unevenness(sorted.map(Math.log)) < unevenness(sorted)
}

/** The coefficient of variation of the gaps between sorted numbers. */
function unevenness(sorted: readonly number[]): number {
  const span = sorted.at(-1)! - sorted[0]!
  const mean = 1 / (sorted.length - 1)
  let squares = 0
  // As shares of the span, whose squares cannot overflow.
  for (let index = 1; index < sorted.length; index++)
    squares += ((sorted[index]! - sorted[index - 1]!) / span - mean) ** 2
  return Math.sqrt(squares / (sorted.length - 1)) / mean
}
