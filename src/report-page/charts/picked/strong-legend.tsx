import type { Report } from '../../data/report'
import { Swatch } from '../colors/swatch'
import { runName } from './run-names'
import type { StrongRun } from './strong-runs'

/** Names the runs that stand out. */
export function StrongLegend(props: {
  readonly report: Report
  readonly strong: readonly StrongRun[]
  readonly isPicked: boolean
  readonly hidden: number
  readonly onPick: (run: number) => void
}) {
  const { report, strong, isPicked, hidden, onPick } = props
  return (
    <div class="chart-legend">
      <span class="chart-legend-title">{isPicked ? 'Picked' : 'Runs'}</span>
      {strong.length + hidden === 0 && <span>none yet: pick runs in the table or in a picture.</span>}
      <ul>
        {strong.map(({ run, number, color, dash, shape }) => (
          <li key={run}>
            <button type="button" aria-pressed={isPicked} onClick={() => onPick(run)}>
              <Swatch color={color} shape={shape} dash={dash} />
              <b>{number}</b> {runName(report, run)}
            </button>
          </li>
        ))}
      </ul>
      {hidden > 0 && <span>{hidden} more picked, but not in the filter.</span>}
    </div>
  )
}
