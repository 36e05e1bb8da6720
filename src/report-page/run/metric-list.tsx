import type { Report } from '../data/report'
import { Name } from '../frame/name'
import { pairTexts } from './pair-texts'
import { runMetrics } from './run-parts'

/** The metrics of a run, at its best and at its last epoch. */
export function MetricList({ report, run }: { report: Report; run: number }) {
  const metrics = runMetrics(report, run)
  if (metrics.length === 0) return null
  return (
    <section>
      <h3>Metrics</h3>
      <table class="values" aria-label="Metrics">
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
              {pairTexts(best, last, run).map(({ text, whole }) => (
                <td class="number" title={whole}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
