import { Breath } from '../../catalog/cache/breath'
import type { RunTable } from '../../catalog/run-table'
import { paramImportance } from '../importance/param-importance'
import type { ImportanceBar } from '../figure/figure'
import type { ReportColumn, ReportData } from './payload'

/** So many metrics; fewer when there are many parameters, for each pair takes its time. */
const METRICS = 8
const PAIRS = 300
/** So many parameters of each, the closest first. */
const BARS = 40

/** How closely each parameter that is shown goes with each of the first metrics, that which is monitored before all others. */
export async function reportImportance(
  runs: RunTable,
  columns: readonly ReportColumn[],
  monitor: string | null,
): Promise<ReportData['importance']> {
  const named = (part: ReportColumn['part']) =>
    columns.flatMap((column) => (column.part === part ? [column.name] : []))
  const params = new Set(named('param'))
  const metrics = named('metric').sort((a, b) => Number(b === monitor) - Number(a === monitor))
  const most = Math.min(METRICS, Math.max(1, Math.floor(PAIRS / Math.max(1, params.size))))
  const found: [string, ImportanceBar[]][] = []
  const breath = new Breath()
  for (const metric of metrics.slice(0, most)) {
    if (breath.isDue) await breath.taken()
    const bars = paramImportance(runs, metric).filter(({ parameter }) => params.has(parameter))
    if (bars.length > 0) found.push([metric, bars.slice(0, BARS)])
  }
  return Object.fromEntries(found)
}
