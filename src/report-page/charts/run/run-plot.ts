import type { Curve, MetricCurves } from '../../data/curves'
import { rangeOf } from '../curves/curve-range'
import { scaleOf } from '../curves/curve-range'
import { screenLine } from '../curves/screen-line'
import { layoutOf, type Layout } from '../frame/layout'
import { numberScale } from '../scale/number-scale'
import { ticksOf, wholeTicks, type Tick } from '../scale/ticks'
import { svgPath } from './svg-path'

/** The small plot of a metric of one run, and of its twin of the validation data. */
export interface RunPlot {
  readonly layout: Layout
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
  readonly lines: readonly { readonly metric: string; readonly curve: Curve; readonly path: string }[]
}

const SIZE = { width: 320, height: 150 }
const AROUND = { left: 50, right: 10, top: 8, bottom: 24 }

/** The plots of a run: each metric with its twin, those without values left out. */
export function runPlots(metrics: ReadonlyMap<string, MetricCurves>, run: number): RunPlot[] {
  const names = [...metrics.keys()]
  const firsts = names.filter((name) => !(name.startsWith('val_') && metrics.has(name.slice('val_'.length))))
  return firsts.flatMap((name) => {
    const curves = [name, `val_${name}`].flatMap((metric) => {
      const curve = metrics.get(metric)?.of(run)
      return curve === undefined ? [] : [{ metric, curve }]
    })
    return curves.length === 0 ? [] : [runPlot(curves)]
  })
}

function runPlot(found: readonly { metric: string; curve: Curve }[]): RunPlot {
  const curves = found.map(({ curve }) => curve)
  const layout = layoutOf(SIZE, AROUND)
  const { first, last, low, high } = rangeOf(curves)
  const x = numberScale({ scale: 'linear', low: first, high: last, isExact: true }, [
    layout.left,
    layout.right,
  ])
  const y = numberScale({ scale: scaleOf(curves), low, high }, [layout.bottom, layout.top])
  return {
    layout,
    xTicks: wholeTicks(x, 5),
    yTicks: ticksOf(y, 4),
    lines: found.map(({ metric, curve }) => ({ metric, curve, path: svgPath(screenLine(curve, x, y)) })),
  }
}
