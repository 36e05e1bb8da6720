import type { FileError } from '../../errors'
import type { CatalogRecord } from '../../catalog/record'
import type { RunTable } from '../../catalog/run-table'
import { monitorsOf } from '../../catalog/columns/overview'
import { modeOf } from '../../catalog/verbs/best'
import { exmanVersion } from '../../run/version'
import { packCurves } from './pack-curves'
import type { ReportColumn, ReportData } from './payload'
import { readCurves } from './read-curves'
import { reportColumns } from './report-columns'
import { reportImportance } from './report-importance'
import { ReportRoots } from './report-roots'

/** What a report is made with. */
export interface ReportMaking {
  readonly title: string | undefined
  /** When: ISO 8601, UTC. */
  readonly made: string
  readonly onProgress?: (done: number, total: number) => void
  readonly onUnreadable: (id: string, error: FileError) => void
}

/** All that the page of a report shows. */
export async function reportData(runs: RunTable, making: ReportMaking): Promise<ReportData> {
  const { records } = runs
  const { title, made, onProgress, onUnreadable } = making
  const roots = new ReportRoots(records.map(({ root }) => root))
  const columns = reportColumns(runs, roots)
  const problems = new Set(records.flatMap((record) => problemOf(record, roots)))
  const curves = await readCurves(records, {
    ...(onProgress === undefined ? {} : { onProgress }),
    onUnreadable: (record, error) => {
      problems.add(sentence(record, `The log is left out. ${error.message}`, roots))
      onUnreadable(record.id, error)
    },
  })
  const monitor = monitorsOf(records)[0] ?? null
  return {
    format: 1,
    title: title ?? (roots.names.join(', ') || 'No runs'),
    made,
    version: exmanVersion(),
    runs: records.length,
    columns,
    monitor,
    modes: modesOf(runs, [...metricsIn(columns), ...curves.keys()]),
    overview: overviewOf(runs, columns),
    curves: packCurves(curves),
    importance: await reportImportance(runs, columns, monitor),
    problems: [...problems],
  }
}

function overviewOf(runs: RunTable, columns: readonly ReportColumn[]): string[] {
  const names = new Set(columns.map(({ name }) => name))
  const shown = runs.selected ?? runs.overview().selected!
  return [...new Set(shown)].filter((name) => names.has(name))
}

function metricsIn(columns: readonly ReportColumn[]): string[] {
  return columns.filter(({ part }) => part === 'metric').map(({ name }) => name)
}

function modesOf({ records, table }: RunTable, metrics: readonly string[]): ReportData['modes'] {
  // A metric that has the name of a field is a column by a longer name.
  const modes = metrics.map((name) => [name, modeOf(table.columns.metricOf(name) ?? name, records)] as const)
  return Object.fromEntries(modes)
}

function problemOf(record: CatalogRecord, roots: ReportRoots): string[] {
  return record.problem === null ? [] : [sentence(record, record.problem.message, roots)]
}

function sentence({ id, root }: CatalogRecord, text: string, roots: ReportRoots): string {
  return `${roots.areSeveral ? `${roots.nameOf(root)}/` : ''}${id}: ${roots.relative(text)}`
}
