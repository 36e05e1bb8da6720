import type { Report } from '../data/report'

/** Says why there is nothing to look at. */
export function NoRuns({ report }: { report: Report }) {
  return (
    <p class="empty">
      {report.data.runs === 0 ? 'There are no runs in this report.' : 'No run passes the filter.'}
    </p>
  )
}
