import type { Report } from '../../data/report'
import { safeText } from '../frame/safe-text'
import { runName } from '../picked/run-names'
import type { StrongRun } from '../picked/strong-runs'
import type { ChosenMetric } from './chosen-metric'
import { bestOf, lastOf, nearestTo, placeText } from './curve-facts'
import { sampledEpochs } from './sampled-epochs'
import { valueText } from './value-text'

/** The values of the runs that stand out, as a table. */
export function ValuesTable(props: {
  readonly report: Report
  readonly chosen: readonly ChosenMetric[]
  readonly strong: readonly StrongRun[]
}) {
  const { report, chosen, strong } = props
  const columns = strong.flatMap(({ run, number }) =>
    chosen.flatMap(({ metric, mode }) => {
      const curve = metric.of(run)
      return curve === undefined ? [] : [{ run, number, metric: metric.metric, mode, curve }]
    }),
  )
  if (columns.length === 0) return null
  const epochs = sampledEpochs(columns.map(({ curve }) => curve))
  return (
    <details class="chart-values">
      <summary>Values as a table</summary>
      <div class="chart-scroll" tabIndex={0} role="region" aria-label="Values of the curves">
        <table aria-label="Values of the curves">
          <thead>
            <tr>
              <th scope="col">epoch</th>
              {columns.map(({ run, number, metric }) => (
                <th scope="col" key={`${run} ${metric}`}>
                  {number} {runName(report, run)}: {safeText(metric)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">best</th>
              {columns.map(({ run, metric, curve, mode }) => (
                <td key={`${run} ${metric}`}>{textOf(curve, bestOf(curve, mode))}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">last</th>
              {columns.map(({ run, metric, curve }) => (
                <td key={`${run} ${metric}`}>{textOf(curve, lastOf(curve))}</td>
              ))}
            </tr>
            {epochs.map((epoch) => (
              <tr key={epoch}>
                <th scope="row">{epoch}</th>
                {columns.map(({ run, metric, curve }) => {
                  const place = nearestTo(curve, epoch)
                  const isHere =
                    place !== undefined && Math.abs(curve.epochs[place.at]! - epoch) <= curve.step / 2
                  return (
                    <td key={`${run} ${metric}`}>
                      {isHere ? valueText(place.value, curve.errorOf(place.value)) : ''}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function textOf(curve: ChosenMetric['curves'][number], place: ReturnType<typeof bestOf>): string {
  return place === undefined ? '' : placeText(curve, place)
}
