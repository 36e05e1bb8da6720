import type { CatalogRecord } from '../record'
import type { Columns } from './columns'

/** Shown of every table, when a run has it. */
const FIRST = ['id', 'status', 'epochs']

/** Shown behind, when a run has it. */
const LAST = ['seconds', 'marks', 'note']

/**
 * The columns that tell runs apart: what each is and how it stands, the metric that was monitored, and the parameters and other
 * metrics in which the runs differ.
 */
export function overviewColumns(records: readonly CatalogRecord[], columns: Columns): string[] {
  const fields = new Set(columns.fields.map(({ name }) => name))
  const { metrics, params } = columns
  const monitors = monitorsOf(records)
  const isShown = ({ differs }: { differs: boolean }) => differs || records.length === 1
  const monitored = metrics.filter(({ name }) => monitors.includes(name))
  const others = metrics.filter((metric) => isShown(metric) && !monitored.includes(metric))
  const isSeveralRoots = new Set(records.map(({ root }) => root)).size > 1
  return [
    ...(isSeveralRoots ? ['root'] : []),
    ...FIRST.filter((name) => fields.has(name)),
    ...[...monitored, ...params.filter(isShown), ...others].map(({ name }) => name),
    ...LAST.filter((name) => fields.has(name)),
  ]
}

/** The metrics that the runs monitor, those of most runs first. */
export function monitorsOf(records: readonly CatalogRecord[]): string[] {
  const counts = new Map<string, number>()
  for (const { monitor } of records) if (monitor !== null) counts.set(monitor, (counts.get(monitor) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name)
}
