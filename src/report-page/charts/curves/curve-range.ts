import { differentNumbers } from '../../../plot/figure/different'
import { scaleFor } from '../../../plot/figure/number-axis'
import type { Curve } from '../../data/curves'

/** Over which epochs and values some curves go. */
export interface CurveRange {
  readonly first: number
  readonly last: number
  readonly low: number
  readonly high: number
  /** The smallest value above 0, where a logarithmic axis begins; Infinity when there is none. */
  readonly lowAbove0: number
}

/** The range of some curves; from Infinity to -Infinity when they have no values. */
export function rangeOf(curves: readonly Curve[]): CurveRange {
  let [first, last, low, high, lowAbove0] = [Infinity, -Infinity, Infinity, -Infinity, Infinity]
  for (const { epochs, values } of curves) {
    if (epochs.length === 0) continue
    first = Math.min(first, epochs[0]!)
    last = Math.max(last, epochs[epochs.length - 1]!)
    for (const value of values) {
      if (value < low) low = value
      if (value > high) high = value
      if (value > 0 && value < lowAbove0) lowAbove0 = value
    }
  }
  return { first, last, low, high, lowAbove0 }
}

/** More values do not change how they lie. */
const LOOKED_AT = 4_000

/** The scale that shows most of some curves. */
export function scaleOf(curves: readonly Curve[]): 'linear' | 'log' {
  const total = curves.reduce((sum, { values }) => sum + values.length, 0)
  const every = Math.max(1, Math.ceil(total / LOOKED_AT))
  const found = new Set<number>()
  let at = 0
  for (const { values } of curves)
    for (const value of values) if (at++ % every === 0 && Number.isFinite(value)) found.add(value)
  return scaleFor(differentNumbers(found), 'auto', 'measured')
}
