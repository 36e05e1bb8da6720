import { cellTexts } from '../data/cell-text'
import type { Column, Report } from '../data/report'
import { Name } from '../frame/name'
import { runMetrics } from './run-parts'

/** The metrics of a run, at its best and at its last epoch. */
export function MetricList({ report, run }: { report: Report; run: number }) {
  const metrics = runMetrics(report, run)
  if (metrics.length === 0) return null
  return (
    <section>
      <h3>Metrics</h3>
      <table class="values">
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col" class="number">
              Best epoch
            </th>
            <th scope="col" class="number">
              Last epoch
            </th>
          </tr>
        </thead>
        <tbody>
          {metrics.map(({ name, best, last }) => (
            <tr>
              <th scope="row">
                <Name name={name} />
              </th>
              <Value column={best} run={run} />
              <Value column={last} run={run} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Value({ column, run }: { column: Column | undefined; run: number }) {
  if (column === undefined) return <td />
  const { of, wholeOf } = cellTexts(column)
  return (
    <td class="number" title={wholeOf(run)}>
      {of(run)}
    </td>
  )
}
