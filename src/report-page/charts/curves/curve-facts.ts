import type { Curve } from '../../data/curves'
import { valueText } from './value-text'

/** A value of a curve and where it stands in its lists. */
export interface CurvePlace {
  readonly at: number
  readonly value: number
}

/** The best value of a curve, the first of equals; undefined when it has none. */
export function bestOf({ values }: Curve, mode: 'min' | 'max'): CurvePlace | undefined {
  let best: CurvePlace | undefined
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    if (Number.isNaN(value)) continue
    if (best === undefined || (mode === 'min' ? value < best.value : value > best.value)) best = { at, value }
  }
  return best
}

/** The best value of some curves, and whose it is. */
export function bestCurve(
  curves: readonly Curve[],
  mode: 'min' | 'max',
): (CurvePlace & { readonly curve: Curve }) | undefined {
  let best: (CurvePlace & { readonly curve: Curve }) | undefined
  for (const curve of curves) {
    const own = bestOf(curve, mode)
    if (own === undefined) continue
    if (best === undefined || (mode === 'min' ? own.value < best.value : own.value > best.value))
      best = { ...own, curve }
  }
  return best
}

/** The last value of a curve. */
export function lastOf({ values }: Curve): CurvePlace | undefined {
  for (let at = values.length - 1; at >= 0; at--)
    if (!Number.isNaN(values[at]!)) return { at, value: values[at]! }
  return undefined
}

/** The value nearest to an epoch; undefined when there is none. */
export function nearestTo({ epochs, values }: Curve, epoch: number): CurvePlace | undefined {
  let nearest: CurvePlace | undefined
  for (let at = 0; at < values.length; at++) {
    if (Number.isNaN(values[at]!)) continue
    if (nearest !== undefined && Math.abs(epochs[at]! - epoch) >= Math.abs(epochs[nearest.at]! - epoch))
      continue
    nearest = { at, value: values[at]! }
  }
  return nearest
}

/** A value with its epoch: `0.231 at epoch 30`. */
export function placeText({ epochs, step, errorOf }: Curve, { at, value }: CurvePlace): string {
  return `${valueText(value, errorOf(value))} ${step === 1 ? 'at epoch' : 'about epoch'} ${Math.round(epochs[at]!)}`
}

/** The runs with a curve, those with the best values first. */
export function byBest(curves: readonly Curve[], mode: 'min' | 'max'): number[] {
  const sign = mode === 'min' ? 1 : -1
  return curves
    .flatMap((curve) => {
      const best = bestOf(curve, mode)
      return best === undefined ? [] : [{ run: curve.run, value: best.value }]
    })
    .sort((a, b) => sign * (a.value - b.value))
    .map(({ run }) => run)
}
