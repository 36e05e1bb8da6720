import type { Curve, MetricCurves } from '../../data/curves'
import { layoutOf, sideBySide, type Layout } from '../frame/layout'
import { numberScale, type NumberScale } from '../scale/number-scale'
import { rangeOf } from './curve-range'
import { screenLine, type ScreenLine } from './screen-line'

/** The plot of a metric. */
export interface CurvePanel {
  readonly metric: string
  readonly layout: Layout
  readonly x: NumberScale
  readonly y: NumberScale
  readonly lines: readonly ScreenLine[]
}

/** Plots beside each other, or below where there is no room. */
export interface CurvePanels {
  readonly width: number
  readonly height: number
  readonly panels: readonly CurvePanel[]
}

const AROUND = { left: 58, right: 18, top: 30, bottom: 44 }
const LEAST = 340
const GAP = 12

/** The curves of the shown runs, a plot each metric; all with the same axes, so that they can be compared. */
export function curvePanels(
  chosen: readonly { readonly metric: MetricCurves; readonly curves: readonly Curve[] }[],
  scale: 'linear' | 'log',
  width: number,
): CurvePanels {
  const side = sideBySide(width, chosen.length, { least: LEAST, gap: GAP })
  const height = Math.round(Math.min(420, Math.max(260, side.width * 0.55)))
  const { first, last, low, high, lowAbove0 } = rangeOf(chosen.flatMap(({ curves }) => curves))
  const ends = { scale, low: scale === 'log' ? lowAbove0 : low, high }
  const panels = chosen.map(({ metric, curves }, at) => {
    const [column, row] = [at % side.across, Math.floor(at / side.across)]
    const [left, top] = [column * (side.width + GAP), row * height]
    const layout = moved(layoutOf({ width: side.width, height }, AROUND), left, top)
    const x = numberScale({ scale: 'linear', low: first, high: last, isExact: true }, [layout.left, layout.right])
    const y = numberScale(ends, [layout.bottom, layout.top])
    return { metric: metric.metric, layout, x, y, lines: curves.map((curve) => screenLine(curve, x, y)) }
  })
  return { width, height: height * Math.ceil(chosen.length / side.across), panels }
}

function moved({ width, height, left, right, top, bottom }: Layout, x: number, y: number): Layout {
  return { width, height, left: left + x, right: right + x, top: top + y, bottom: bottom + y }
}
