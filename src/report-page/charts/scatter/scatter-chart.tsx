import { useCallback, useMemo } from 'preact/hooks'
import type { Column } from '../../data/report'
import { cellText } from '../columns/cell-text'
import { columnGroups, isDrawable } from '../columns/column-groups'
import { differingParams, firstMetric, numberColumns } from '../columns/first-columns'
import { modeOf } from '../columns/modes'
import { BottomAxis, LeftAxis } from '../frame/axes'
import { ChartFigure } from '../frame/chart-figure'
import type { ChartProps } from '../frame/chart-props'
import { Choice } from '../frame/choice'
import { PlotArea } from '../frame/plot-area'
import { useKept } from '../frame/use-kept'
import { useWidth } from '../frame/use-width'
import { runName } from '../picked/run-names'
import { bestPoint } from './best-point'
import { drawPoints, drawStrongPoints } from './draw-scatter'
import { nearestPoint } from './nearest-point'
import { scatterPlot } from './scatter-plot'
import { runsText } from '../../../text/numbers'

/** The shown runs as points: a column of numbers over any other. */
export function ScatterChart(props: ChartProps & { readonly colorChoice: preact.ComponentChildren }) {
  const { report } = props
  const [yName, setY] = useKept<string>('scatter.y')
  const [xName, setX] = useKept<string>('scatter.x')
  const numbers = useMemo(() => numberColumns(report), [report])
  const drawable = useMemo(() => report.columns.filter(isDrawable), [report])
  const y = numbers.find(({ name }) => name === yName) ?? firstMetric(report)
  const x =
    drawable.find(({ name }) => name === xName) ??
    differingParams(report, y?.name)[0] ??
    drawable.find((column) => column !== y)
  if (x === undefined || y === undefined) return null
  const controls = (
    <>
      <Choice label="y" value={y.name} groups={columnGroups(numbers)} onChoose={setY} />
      <Choice label="x" value={x.name} groups={columnGroups(drawable)} onChoose={setX} />
      {props.colorChoice}
    </>
  )
  return <Points {...props} {...{ x, y, controls }} />
}

function Points(props: ChartProps & { x: Column; y: Column; controls: preact.ComponentChildren }) {
  const { report, shown, strong, coloring, theme, hovered, onHover, onPick, x, y, controls } = props
  const { element, width } = useWidth()
  const height = Math.round(Math.min(440, Math.max(300, width * 0.5)))
  const plot = useMemo(() => scatterPlot([y, x], shown, { width, height }), [x, y, shown, width, height])
  const mode = modeOf(report, y.name)
  const best = useMemo(() => bestPoint(plot.points, mode), [plot, mode])
  const order = useMemo(() => orderOf(plot.points, mode), [plot, mode])
  const all = useCallback(
    (context: CanvasRenderingContext2D) => drawPoints(context, plot, coloring, theme),
    [plot, coloring, theme],
  )
  const some = useCallback(
    (context: CanvasRenderingContext2D) =>
      drawStrongPoints(context, { plot, strong, hovered, best, mode, theme }),
    [plot, strong, hovered, best, mode, theme],
  )
  const tell = (run: number) => {
    const names = [...new Set([y, x])].map((column) => `${column.name} ${cellText(column.at(run))}`)
    return `${runName(report, run)}: ${names.join(', ')}`
  }
  const means = plot.means.length === 0 ? [] : ['Bars: the mean of the runs at each place.']
  const spread = plot.spread > 0 ? ['Points at one place are drawn beside each other.'] : []
  return (
    <ChartFigure
      name="scatter"
      title={`${y.name} ~ ${x.name}`}
      element={element}
      controls={controls}
      notes={[...means, ...spread, ...plot.notes]}
    >
      <PlotArea
        {...{ width, height, all, some, order, hovered, onHover, onPick, tell }}
        nearest={(place) => nearestPoint(plot.points, place, 24)}
        label={`${y.name} over ${x.name}: ${runsText(plot.points.length)} as points.${best === undefined ? '' : ` Best: ${tell(best.run)}.`}`}
      >
        <LeftAxis layout={plot.layout} theme={theme} ticks={plot.y.ticks} title={y.name} />
        <BottomAxis
          layout={plot.layout}
          theme={theme}
          ticks={plot.x.ticks}
          title={x.name}
          room={plot.x.band === 0 ? 70 : Math.max(56, plot.x.band - 6)}
        />
      </PlotArea>
    </ChartFigure>
  )
}

/** The runs by their values, the best first. */
function orderOf(
  points: readonly { run: number; value: number }[],
  mode: 'min' | 'max' | undefined,
): number[] {
  const sign = mode === 'max' ? -1 : 1
  return points.toSorted((a, b) => sign * (a.value - b.value)).map(({ run }) => run)
}
