import type { Curve } from '../../data/curves'
import type { NumberScale } from '../scale/number-scale'

/** A line in the pixels of a plot, from left to right. NaN is a gap. */
export interface ScreenLine {
  readonly run: number
  readonly xs: Float32Array
  readonly ys: Float32Array
}

/** A curve as it stands in a plot. */
export function screenLine({ run, epochs, values }: Curve, x: NumberScale, y: NumberScale): ScreenLine {
  const xs = new Float32Array(values.length)
  const ys = new Float32Array(values.length)
  for (let at = 0; at < values.length; at++) {
    xs[at] = x.at(epochs[at]!)
    ys[at] = y.at(values[at]!)
  }
  return { run, xs, ys }
}
