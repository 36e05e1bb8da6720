import type { Point } from '../frame/label-place'
import { layoutOf, sideBySide, type Layout } from '../frame/layout'
import { numberScale, type NumberScale } from '../scale/number-scale'
import type { Curve } from '../../data/curves'
import type { ChosenMetric } from './chosen-metric'
import { bestCurve } from './curve-facts'
import { rangeOf } from './curve-range'
import { valueText } from './value-text'
import { screenLine, type ScreenLine } from './screen-line'

/** The plot of a metric. */
export interface CurvePanel {
  readonly metric: string
  readonly layout: Layout
  readonly x: NumberScale
  readonly y: NumberScale
  readonly lines: readonly ScreenLine[]
  /** The lines by their runs. */
  readonly byRun: ReadonlyMap<number, ScreenLine>
  readonly mode: 'min' | 'max'
  /** The best value of all as text, and where it stands; undefined when it has no place. */
  readonly best: { readonly text: string; readonly place: Point } | undefined
}

/** Plots beside each other, or below where there is no room. */
export interface CurvePanels {
  readonly width: number
  readonly height: number
  readonly panels: readonly CurvePanel[]
}

const AROUND = { left: 58, right: 34, top: 30, bottom: 44 }
const LEAST = 340
const GAP = 12

/** The curves of the shown runs, a plot each metric; all with the same axes, so that they can be compared. */
export function curvePanels(
  chosen: readonly ChosenMetric[],
  scale: 'linear' | 'log',
  width: number,
): CurvePanels {
  const side = sideBySide(width, chosen.length, { least: LEAST, gap: GAP })
  const height = Math.round(Math.min(420, Math.max(260, side.width * 0.55)))
  const { first, last, low, high, lowAbove0 } = rangeOf(chosen.flatMap(({ curves }) => curves))
  const ends = { scale, low: scale === 'log' ? lowAbove0 : low, high }
  const panels = chosen.map(({ metric, curves, mode }, at) => {
    const [column, row] = [at % side.across, Math.floor(at / side.across)]
    const [left, top] = [column * (side.width + GAP), row * height]
    const layout = moved(layoutOf({ width: side.width, height }, AROUND), left, top)
    const x = numberScale({ scale: 'linear', low: first, high: last, isExact: true }, [
      layout.left,
      layout.right,
    ])
    const y = numberScale(ends, [layout.bottom, layout.top])
    const lines = curves.map((curve) => screenLine(curve, x, y))
    const byRun = new Map(lines.map((line) => [line.run, line]))
    const best = bestPlace(curves, mode, byRun)
    return { metric: metric.metric, layout, x, y, lines, byRun, mode, best }
  })
  return { width, height: height * Math.ceil(chosen.length / side.across), panels }
}

function bestPlace(
  curves: readonly Curve[],
  mode: 'min' | 'max',
  lines: ReadonlyMap<number, ScreenLine>,
): CurvePanel['best'] {
  const best = bestCurve(curves, mode)
  if (best === undefined) return undefined
  const { curve, at, value } = best
  const { xs, ys } = lines.get(curve.run)!
  return Number.isNaN(ys[at]!)
    ? undefined
    : { text: valueText(value, curve.errorOf(value)), place: [xs[at]!, ys[at]!] }
}

function moved({ width, height, left, right, top, bottom }: Layout, x: number, y: number): Layout {
  return { width, height, left: left + x, right: right + x, top: top + y, bottom: bottom + y }
}
