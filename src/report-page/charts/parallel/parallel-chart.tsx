import { useCallback, useMemo } from 'preact/hooks'
import { placedNumbers } from '../../../plot/figure/number-axis'
import type { Column } from '../../data/report'
import { coloringBy } from '../colors/coloring'
import { ColorLegend } from '../colors/color-legend'
import { cellText } from '../columns/cell-text'
import { columnGroups } from '../columns/column-groups'
import { differingParams, firstMetric, numberColumns } from '../columns/first-columns'
import { modeOf } from '../columns/modes'
import { nearestLine } from '../curves/nearest-line'
import { Shortened } from '../frame/axes'
import { ChartFigure } from '../frame/chart-figure'
import type { ChartProps } from '../frame/chart-props'
import { Choice } from '../frame/choice'
import { PlotArea } from '../frame/plot-area'
import { useKept } from '../frame/use-kept'
import { useWidth } from '../frame/use-width'
import { runName } from '../picked/run-names'
import { drawParallel, drawStrongParallel } from './draw-parallel'
import { axesIn, parallelPlot } from './parallel-plot'
import { runsText } from '../../../text/numbers'

const MOST = 8

/** The shown runs as lines across their parameters to a metric. */
export function ParallelChart(props: ChartProps) {
  const { report } = props
  const [chosen, choose] = useKept<string>('parallel.metric')
  const metrics = useMemo(
    () => numberColumns(report).filter(({ part }) => part !== 'param' && part !== 'field'),
    [report],
  )
  const metric = metrics.find(({ name }) => name === chosen) ?? firstMetric(report)
  if (metric === undefined) return null
  const params = differingParams(report, metric.name)
  if (params.length === 0) return null
  const controls = (
    <Choice label="Metric" value={metric.name} groups={columnGroups(metrics)} onChoose={choose} />
  )
  return <Lines {...props} {...{ metric, params, controls }} />
}

function Lines(
  props: ChartProps & { metric: Column; params: readonly Column[]; controls: preact.ComponentChildren },
) {
  const { report, shown, strong, coloring, theme, hovered, onHover, onPick, metric, params, controls } = props
  const { element, width } = useWidth()
  const height = 360
  const mode = modeOf(report, metric.name)
  const columns = useMemo(
    () => [...params.slice(0, Math.min(MOST, axesIn(width) - 1)), metric],
    [report, metric, params.length, width],
  )
  const order = useMemo(() => orderOf(metric, shown, mode), [metric, shown, mode])
  const plot = useMemo(
    () => parallelPlot(columns, upwards(shown, order), { width, height }),
    [columns, shown, order, width],
  )
  const colors = useMemo(
    () => coloring ?? coloringBy(metric, shown, theme, mode, (column) => placedNumbers(column, 'auto')),
    [coloring, metric, shown, theme, mode],
  )
  const all = useCallback(
    (context: CanvasRenderingContext2D) => drawParallel(context, plot, colors),
    [plot, colors],
  )
  const some = useCallback(
    (context: CanvasRenderingContext2D) =>
      drawStrongParallel(context, { plot, strong, hovered, colors, theme }),
    [plot, strong, hovered, colors, theme],
  )
  const tell = (run: number) =>
    `${runName(report, run)}: ${columns.map((column) => `${column.name} ${cellText(column.at(run))}`).join(', ')}`
  const last = plot.axes.length - 1
  const left = params.length - (columns.length - 1)
  return (
    <ChartFigure
      name="parallel"
      title={`Parameters to ${metric.name}`}
      element={element}
      controls={controls}
      notes={beyondNotes(left, metric.name, report)}
    >
      {coloring === null && strong.length < shown.length && <ColorLegend coloring={colors} />}
      <PlotArea
        {...{ width, height, all, some, order, hovered, onHover, onPick, tell }}
        nearest={({ x, y }) => nearestLine(plot.lines, x, y, 30)}
        label={`Parallel coordinates of ${columns.map(({ name }) => name).join(', ')}: ${runsText(shown.length)} as lines.${
          order[0] === undefined ? '' : ` Best: ${tell(order[0])}.`
        }`}
      >
        {plot.axes.map(({ column, x, across }, at) => (
          <g key={column.name} fill={theme.softInk} font-size="12">
            <path d={`M${x},${plot.layout.top}V${plot.layout.bottom}`} stroke={theme.axis} />
            {across.ticks.map((tick) => (
              <g key={tick.text} text-anchor={at === last ? 'start' : 'end'}>
                <path d={`M${x},${tick.at}h${at === last ? 4 : -4}`} stroke={theme.axis} />
                <Shortened x={x + (at === last ? 7 : -7)} y={tick.at + 4} text={tick.text} width={54} />
              </g>
            ))}
            <g
              fill={theme.ink}
              text-anchor={at === 0 ? 'start' : at === last ? 'end' : 'middle'}
              font-weight="600"
            >
              <Shortened
                x={at === 0 ? 4 : at === last ? width - 4 : x}
                y={14}
                text={column.name}
                keep="end"
                width={plot.apart - 12}
              />
            </g>
          </g>
        ))}
      </PlotArea>
    </ChartFigure>
  )
}

/** What is said of parameters for which there is no room. */
function beyondNotes(count: number, metric: string, { data }: ChartProps['report']): string[] {
  if (count === 0) return []
  const more = count === 1 ? '1 more parameter differs' : `${count} more parameters differ`
  return [
    Object.hasOwn(data.importance, metric)
      ? `${more}; these go most closely with ${metric}.`
      : `${more}, for which there is no room.`,
  ]
}

/** All runs, the best last, so that they lie on top. */
function upwards(shown: readonly number[], order: readonly number[]): number[] {
  const ordered = new Set(order)
  return [...shown.filter((run) => !ordered.has(run)), ...order.toReversed()]
}

/** The runs with a value of the metric, the best first. */
function orderOf(metric: Column, shown: readonly number[], mode: 'min' | 'max' | undefined): number[] {
  const sign = mode === 'max' ? -1 : 1
  return shown
    .flatMap((run) => {
      const value = metric.at(run)
      return typeof value === 'number' && Number.isFinite(value) ? [{ run, value }] : []
    })
    .sort((a, b) => sign * (a.value - b.value))
    .map(({ run }) => run)
}
