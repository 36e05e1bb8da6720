import { FileError, OptionError, warn } from '../../errors'
import { checkOptions, isBoolean, isPositiveCount } from '../../params/check-options'
import { show } from '../../params/show'
import { readLogRows } from '../details/log-rows'
import type { RunTable } from '../run-table'
import type { Sheet } from '../sheet'
import { csvChunks } from './csv'
import { EXPORT_FORMATS, type ExportFormat } from './formats'
import { jsonArrayChunks, ndjsonChunks } from './json'
import { latexChunks } from './latex'
import { logCsv, logSheet, type RunLog } from './logs'
import { markdownChunks } from './markdown'
import { parquetBytes } from './parquet'
import { rowsOf } from '../verbs/sheet-of'

/** Options of `exportRuns`. */
export interface ExportOptions {
  /** Instead of a row for each run, one for each value that a run has logged: run, epoch, seconds, metric, value; default false. */
  logs?: boolean
  /** Significant digits of numbers in Markdown and LaTeX; all of them by default. */
  digits?: number
}

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
  const { logs, digits } = checked(format, options)
  const rounded = digits === undefined ? {} : { digits }
  switch (format) {
    case 'csv':
      return logs ? logCsv(logsOf(runs)) : csvChunks(runs.sheet())
    case 'markdown':
      return markdownChunks(sheetOf(runs, { logs }), rounded)
    case 'latex':
      return latexChunks(sheetOf(runs, { logs }), rounded)
    case 'ndjson':
      return ndjsonChunks(objectsOf(runs, logs))
    case 'json':
      return jsonArrayChunks(objectsOf(runs, logs))
  }
}

function checked(format: unknown, options: ExportOptions): { logs: boolean; digits: number | undefined } {
  const formats = Object.keys(EXPORT_FORMATS)
  if (!formats.includes(format as string)) {
    const text = `Runs can be exported as ${formats.join(', ')}, got ${show(format)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'format', value: format })
  }
  checkOptions('exportRuns', options, { logs: isBoolean, digits: isPositiveCount })
  return { logs: options.logs ?? false, digits: options.digits }
}

function sheetOf(runs: RunTable, { logs }: { logs: boolean }): Sheet {
  return logs ? logSheet(logsOf(runs)) : runs.sheet()
}

function objectsOf(runs: RunTable, logs: boolean): Iterable<object> {
  if (logs) return rowsOf(logSheet(logsOf(runs)))
  return runs.selected === undefined ? runs : runs.rows()
}

// A log that cannot be read keeps nobody from the others.
function* logsOf(runs: RunTable): Generator<RunLog> {
  for (const { id, dir } of runs) {
    try {
      yield { id, rows: readLogRows(dir) }
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      warn('EXMAN_RUN_UNREADABLE', `The log of ${id} is left out. ${error.message}`)
    }
  }
}
