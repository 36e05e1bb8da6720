import { useCallback, useMemo } from 'preact/hooks'
import { numberText, runsText } from '../../../text/numbers'
import { curvesOf } from '../../data/curves'
import { modeOf } from '../columns/modes'
import { BottomAxis, LeftAxis } from '../frame/axes'
import { ChartFigure } from '../frame/chart-figure'
import type { ChartProps } from '../frame/chart-props'
import { Choice } from '../frame/choice'
import { PlotArea } from '../frame/plot-area'
import type { Place } from '../frame/run-slider'
import { useKept } from '../frame/use-kept'
import { useWidth } from '../frame/use-width'
import { runName } from '../picked/run-names'
import { ticksOf, wholeTicks } from '../scale/ticks'
import type { ChosenMetric } from './chosen-metric'
import { byBest } from './curve-facts'
import { curvePanels, type CurvePanel } from './curve-panels'
import { scaleOf } from './curve-range'
import { curveText } from './curve-text'
import { drawCurves, drawStrongCurves } from './draw-curves'
import { choiceGroups, firstChoice, metricChoices } from './metric-choices'
import { nearestLine } from './nearest-line'
import { ValuesTable } from './values-table'

const SCALES = [
  { value: 'linear', text: 'linear' },
  { value: 'log', text: 'logarithmic' },
]

const REACH = 40

/** The curves of the shown runs. */
export function CurvesChart(props: ChartProps) {
  const { report, shown, strong, coloring, theme, hovered, onHover, onPick } = props
  const { element, width } = useWidth()
  const metrics = useMemo(() => curvesOf(report), [report])
  const choices = useMemo(() => metricChoices([...metrics.keys()]), [metrics])
  const [chosenValue, setChosenValue] = useKept<string>('curves.metric')
  const [chosenScale, setChosenScale] = useKept<'linear' | 'log'>('curves.scale')
  const choice =
    choices.find(({ value }) => value === chosenValue) ?? firstChoice(choices, report.data.monitor)
  const chosen = useMemo(
    () =>
      (choice?.metrics ?? []).map((name): ChosenMetric => {
        const metric = metrics.get(name)!
        return {
          metric,
          mode: modeOf(report, name) ?? 'min',
          curves: shown.flatMap((run) => metric.of(run) ?? []),
        }
      }),
    [choice?.value, metrics, shown],
  )
  const scale = useMemo(
    () => chosenScale ?? scaleOf(chosen.flatMap(({ curves }) => curves)),
    [chosenScale, chosen],
  )
  const plot = useMemo(() => curvePanels(chosen, scale, width), [chosen, scale, width])
  const order = useMemo(() => {
    const judged = chosen.find(({ metric }) => metric.metric === report.data.monitor) ?? chosen.at(-1)
    return judged === undefined ? [] : byBest(judged.curves, judged.mode)
  }, [chosen])
  const all = useCallback(
    (context: CanvasRenderingContext2D) => drawCurves(context, plot.panels, coloring, theme),
    [plot, coloring, theme],
  )
  const some = useCallback(
    (context: CanvasRenderingContext2D) =>
      drawStrongCurves(context, { panels: plot.panels, strong, hovered, coloring, theme }),
    [plot, strong, hovered, coloring, theme],
  )
  const panelAt = ({ x, y }: Place): CurvePanel | undefined =>
    plot.panels.find(
      ({ layout: { left, right, top, bottom } }) =>
        x > left - 20 && x < right + 20 && y > top - 20 && y < bottom + 20,
    )
  const nearest = (place: Place) => {
    const panel = panelAt(place)
    return panel && nearestLine(panel.lines, place.x, place.y, REACH)
  }
  const tell = (run: number, place: Place | undefined) => {
    const panel = place && panelAt(place)
    const epoch = panel && place && panel.x.from(place.x)
    return `${runName(report, run)}: ${curveText(chosen, run, epoch)}`
  }
  if (choices.length === 0) return null
  const bestRun = order[0]
  return (
    <ChartFigure
      name="curves"
      title="Learning curves"
      element={element}
      notes={hiddenByLog(chosen, scale)}
      controls={
        <>
          <Choice
            label="Metric"
            value={choice!.value}
            groups={choiceGroups(choices)}
            onChoose={setChosenValue}
          />
          <Choice
            label="Scale"
            value={scale}
            groups={[{ heading: '', options: SCALES }]}
            onChoose={(value) => setChosenScale(value === 'log' ? 'log' : 'linear')}
          />
        </>
      }
    >
      <PlotArea
        {...{ width, height: plot.height, all, some, order, hovered, onHover, onPick, nearest, tell }}
        label={`Curves of ${choice!.text} over epochs: ${runsText(order.length)}. ${
          bestRun === undefined
            ? ''
            : `Best: ${runName(report, bestRun)}, ${curveText(chosen, bestRun, undefined)}.`
        }`}
      >
        {plot.panels.map(({ metric, layout, x, y }) => (
          <g key={metric}>
            <LeftAxis {...{ layout, theme }} ticks={ticksOf(y, 6)} title={metric} />
            <BottomAxis
              {...{ layout, theme }}
              ticks={wholeTicks(x, Math.min(8, layout.width / 70))}
              title="epoch"
            />
          </g>
        ))}
      </PlotArea>
      <ValuesTable {...{ report, chosen, strong }} />
    </ChartFigure>
  )
}

function hiddenByLog(chosen: readonly ChosenMetric[], scale: 'linear' | 'log'): string[] {
  if (scale === 'linear') return []
  return chosen.flatMap(({ metric, curves }) => {
    const hidden = curves.filter(({ values }) => values.some((value) => value <= 0)).length
    const runs = `${runsText(hidden)} ${hidden === 1 ? 'has' : 'have'}`
    return hidden === 0
      ? []
      : [
          `${runs} values of ${metric.metric} not above ${numberText(0)}, which have no place on a logarithmic scale.`,
        ]
  })
}
