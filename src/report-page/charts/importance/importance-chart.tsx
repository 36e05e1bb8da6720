import type { ImportanceBar } from '../../../plot/figure/figure'
import { ChartFigure } from '../frame/chart-figure'
import type { ChartProps } from '../frame/chart-props'
import { Choice } from '../frame/choice'
import { safeText } from '../frame/safe-text'
import { useKept } from '../frame/use-kept'
import { barPlaces } from './bar-places'
import { correlationText, intervalText, meaningText } from './bar-texts'
import { runsText } from '../../../text/numbers'

/** How closely each parameter goes with a metric. */
export function ImportanceChart({ report, theme, shown }: Pick<ChartProps, 'report' | 'theme' | 'shown'>) {
  const { importance, monitor, runs } = report.data
  const known = new Map(Object.entries(importance).filter(([, bars]) => bars.length > 0))
  const [chosen, choose] = useKept<string>('importance.metric')
  const metric = [chosen, monitor, ...known.keys()].find((name) => name != null && known.has(name))
  if (metric == null) return null
  const bars = known.get(metric)!.toSorted((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
  const options = [...known.keys()].map((name) => ({ value: name, text: name }))
  const hasNegative = bars.some(({ low, correlation }) => Math.min(low ?? 0, correlation) < 0)
  return (
    <ChartFigure
      name="importance"
      title={`What goes with ${metric}`}
      controls={
        <Choice label="Metric" value={metric} groups={[{ heading: '', options }]} onChoose={choose} />
      }
      notes={[
        'Rank correlation over experiments, with its 95 % interval. It says what goes together, not what is the cause: parameters that were changed together cannot be told apart.',
        ...(shown.length < runs
          ? [`Over all ${runsText(runs)} of the report, not only those that the filter leaves.`]
          : []),
      ]}
    >
      <div class="chart-scroll" tabIndex={0} role="region" aria-label={safeText(`What goes with ${metric}`)}>
        <table class="importance" aria-label={safeText(`What goes with ${metric}`)}>
          <thead>
            <tr>
              <th scope="col">parameter</th>
              <td class="importance-bar">
                <Scale hasNegative={hasNegative} />
              </td>
              <th scope="col">correlation</th>
              <th scope="col">95 % interval</th>
              <th scope="col">experiments</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.parameter}>
                <th scope="row">{safeText(bar.parameter)}</th>
                <td class="importance-bar">
                  <Bar
                    bar={bar}
                    hasNegative={hasNegative}
                    color={theme.categories[0]!}
                    ink={theme.ink}
                    axis={theme.axis}
                  />
                </td>
                <td title={safeText(meaningText(bar, metric))}>{correlationText(bar)}</td>
                <td>{intervalText(bar)}</td>
                <td>{bar.n}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartFigure>
  )
}

/** The numbers that the bars go to. */
function Scale({ hasNegative }: { hasNegative: boolean }) {
  return (
    <span class="importance-scale" aria-hidden="true">
      {(hasNegative ? ['−1', '0', '1'] : ['0', '0.5', '1']).map((text) => (
        <span key={text}>{text}</span>
      ))}
    </span>
  )
}

function Bar(props: { bar: ImportanceBar; hasNegative: boolean; color: string; ink: string; axis: string }) {
  const { bar, hasNegative, color, ink, axis } = props
  const { zero, from, size, low, high } = barPlaces(bar, hasNegative)
  return (
    <svg viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      <rect x={from} y="4" width={size} height="12" fill={color} fill-opacity={low === null ? 0.5 : 1} />
      <path d={`M${zero},0V20`} stroke={axis} vector-effect="non-scaling-stroke" />
      {low !== null && high !== null && (
        <g stroke={ink} stroke-width="2" vector-effect="non-scaling-stroke">
          <path
            d={`M${low},10H${high}M${low},6V14M${high},6V14`}
            vector-effect="non-scaling-stroke"
            fill="none"
          />
        </g>
      )}
    </svg>
  )
}
