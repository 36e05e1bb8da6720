import { FileError, OptionError, warn } from '../../errors'
import { checkOptions, isBoolean, isFunction, isPositiveCount } from '../../params/check-options'
import { show } from '../../params/show'
import { readLogRows } from '../details/log-rows'
import type { RunTable } from '../run-table'
import type { Sheet } from '../sheet'
import { csvChunks } from './csv'
import { EXPORT_FORMATS, type ExportFormat } from './formats'
import { jsonArrayChunks, ndjsonChunks } from './json'
import { latexChunks } from './latex'
import { logCsv, logObjects, logSheet, type RunLog } from './logs'
import { markdownChunks } from './markdown'
import { parquetBytes } from './parquet'

/** Options of `exportRuns`. */
export interface ExportOptions {
  /**
   * Instead of a row for each run, one for each value that a run has logged: run (its id; its folder when there are several
   * roots), epoch, seconds, metric, value; default false.
   */
  logs?: boolean
  /** Significant digits of numbers in Markdown and LaTeX; all of them by default. */
  digits?: number
  /** Hears of each log that cannot be read, which is left out; default: a warning (`EXMAN_RUN_UNREADABLE`). */
  onUnreadable?: (id: string, error: FileError) => void
}

type Checked = Required<Pick<ExportOptions, 'logs' | 'onUnreadable'>> & Pick<ExportOptions, 'digits'>

/**
 * The runs of a table in another format: `json` and `ndjson` hold the whole records (the columns, when some are selected), all
 * others the columns. Text, or bytes for `parquet`, which takes the package hyparquet-writer.
 * Throws OptionError for another format, PackageError (`EXMAN_PACKAGE_MISSING`).
 *
 * @example
 * ```ts
 * import { exportRuns, openRuns } from 'exman'
 * import { writeFileSync } from 'node:fs'
 * const runs = await openRuns('experiments')
 * writeFileSync('runs.csv', await exportRuns(runs, 'csv'))
 * writeFileSync('curves.parquet', await exportRuns(runs, 'parquet', { logs: true }))
 * ```
 */
export async function exportRuns(
  runs: RunTable,
  format: ExportFormat,
  options: ExportOptions = {},
): Promise<string | Uint8Array> {
  if (format === 'parquet') return parquetBytes(sheetOf(runs, checked(format, options)))
  let text = ''
  for (const chunk of exportChunks(runs, format, options)) text += chunk
  return text
}

/** The same in pieces, for what is too long to be held; `parquet` has none. */
export function exportChunks(
  runs: RunTable,
  format: Exclude<ExportFormat, 'parquet'>,
  options: ExportOptions = {},
): Iterable<string> {
  const given = checked(format, options)
  const { logs, digits } = given
  const rounded = digits === undefined ? {} : { digits }
  switch (format) {
    case 'csv':
      return logs ? logCsv(logsOf(runs, given)) : csvChunks(runs.sheet())
    case 'markdown':
      return markdownChunks(sheetOf(runs, given), rounded)
    case 'latex':
      return latexChunks(sheetOf(runs, given), rounded)
    case 'ndjson':
      return ndjsonChunks(objectsOf(runs, given))
    case 'json':
      return jsonArrayChunks(objectsOf(runs, given))
  }
}

function checked(format: unknown, options: ExportOptions): Checked {
  const formats = Object.keys(EXPORT_FORMATS)
  if (!formats.includes(format as string)) {
    const text = `Runs can be exported as ${formats.join(', ')}, got ${show(format)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'format', value: format })
  }
  checkOptions('exportRuns', options, { logs: isBoolean, digits: isPositiveCount, onUnreadable: isFunction })
  return { ...options, logs: options.logs ?? false, onUnreadable: options.onUnreadable ?? warnOf }
}

function sheetOf(runs: RunTable, given: Checked): Sheet {
  return given.logs ? logSheet(logsOf(runs, given)) : runs.sheet()
}

function objectsOf(runs: RunTable, given: Checked): Iterable<object> {
  if (given.logs) return logObjects(logsOf(runs, given))
  return runs.selected === undefined ? runs : runs.rows()
}

// A log that cannot be read keeps nobody from the others.
function* logsOf(runs: RunTable, { onUnreadable }: Checked): Generator<RunLog> {
  // The same id may stand in several roots, and their curves must not become one.
  const isSeveralRoots = new Set(runs.records.map(({ root }) => root)).size > 1
  for (const { id, dir } of runs) {
    try {
      yield { id: isSeveralRoots ? dir : id, rows: readLogRows(dir) }
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      onUnreadable(id, error)
    }
  }
}

function warnOf(id: string, error: FileError): void {
  warn('EXMAN_RUN_UNREADABLE', `The log of ${id} is left out. ${error.message}`)
}
