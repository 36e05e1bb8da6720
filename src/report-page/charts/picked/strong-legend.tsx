import { countText } from '../../../text/numbers'
import type { Report } from '../../data/report'
import { Swatch } from '../colors/swatch'
import { runName } from './run-names'
import type { StrongRuns } from './strong-runs'

interface StrongLegendProps extends StrongRuns {
  readonly report: Report
  readonly isPicked: boolean
  readonly onPick: (run: number) => void
}

/** Names the runs that stand out. */
export function StrongLegend({ report, strong, hidden, beyond, isPicked, onPick }: StrongLegendProps) {
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
      {beyond > 0 && <span>and {countText(beyond)} more picked, which do not stand out.</span>}
      {hidden > 0 && <span>{countText(hidden)} more picked, but not in the filter.</span>}
    </div>
  )
}
