import type { RunTable } from '../../catalog/run-table'
import type { ReportData } from './payload'

/** How closely each parameter goes with each metric. */
export function reportImportance(
  _runs: RunTable,
  _metrics: readonly string[],
  _monitor: string | null,
): ReportData['importance'] {
  // paramImportance goes here.
  return {}
}
