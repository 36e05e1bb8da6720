import type { Point } from '../frame/label-place'
import { layoutOf, sideBySide, type Layout } from '../frame/layout'
import { numberScale, type NumberScale } from '../scale/number-scale'
import type { ChosenMetric } from './chosen-metric'
import { bestCurve } from './curve-facts'
import { rangeOf } from './curve-range'
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
  /** The best value of all, and where it stands; undefined when it has no place. */
  readonly best: { readonly value: number; readonly place: Point } | undefined
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
    const found = bestCurve(curves, mode)
    const line = found && byRun.get(found.run)!
    const place: Point | undefined = found && [line!.xs[found.at]!, line!.ys[found.at]!]
    const best = place === undefined || Number.isNaN(place[1]) ? undefined : { value: found!.value, place }
    return { metric: metric.metric, layout, x, y, lines, byRun, mode, best }
  })
  return { width, height: height * Math.ceil(chosen.length / side.across), panels }
}

function moved({ width, height, left, right, top, bottom }: Layout, x: number, y: number): Layout {
  return { width, height, left: left + x, right: right + x, top: top + y, bottom: bottom + y }
}
