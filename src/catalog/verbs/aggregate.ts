import type { Cell } from '../sheet'

/** What the numbers of a column come to, over the runs of a group. */
export interface Summary {
  /** How many runs have a finite number. */
  n: number
  /** Their mean; null without any. */
  mean: number | null
  /** Their sample standard deviation (divided by n - 1); null for fewer than two. */
  std: number | null
  /** The smallest; null without any. */
  min: number | null
  /** The largest; null without any. */
  max: number | null
}

/** Sums up the finite numbers among some cells. */
export function summarize(cells: readonly Cell[]): Summary {
  const numbers = cells.filter((cell): cell is number => typeof cell === 'number' && Number.isFinite(cell))
  const n = numbers.length
  if (n === 0) return { n, mean: null, std: null, min: null, max: null }
  let [min, max, mean] = [Infinity, -Infinity, 0]
  for (const [index, number] of numbers.entries()) {
    if (number < min) min = number
    if (number > max) max = number
    // Step by step, so that a sum of huge numbers does not overflow.
    mean += number / (index + 1) - mean / (index + 1)
  }
  return { n, mean: clamp(mean, min, max), std: n === 1 ? null : deviation(numbers, mean), min, max }
}

function deviation(numbers: readonly number[], mean: number): number {
  const scale = numbers.reduce((most, number) => Math.max(most, Math.abs(number - mean)), 0)
  if (scale === 0 || !Number.isFinite(scale)) return scale
  const sum = numbers.reduce((total, number) => total + ((number - mean) / scale) ** 2, 0)
  return scale * Math.sqrt(sum / (numbers.length - 1))
}

// By rounding, the mean of equal numbers may fall beside them.
function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max)
}
