import { warn, type FileError } from '../../errors'
import type { RunTable } from '../../catalog/run-table'
import { checkOptions, isFunction, isText } from '../../params/check-options'
import { readPageFiles } from './page-files'
import { pageHtml } from './page-html'
import { reportData } from './report-data'

/** Options of `reportHtml`. */
export interface ReportOptions {
  /** What stands above the report; default: the names of the folders that the runs are in. */
  title?: string
  /** Hears now and then of how many runs of how many the log is read. */
  onProgress?: (done: number, total: number) => void
  /** Hears of each log that cannot be read, which is left out; default: a warning (`EXMAN_RUN_UNREADABLE`). */
  onUnreadable?: (id: string, error: FileError) => void
}

/**
 * The runs of a table as a report: one HTML file that needs no server and no network, with the table to sort and filter, the curves,
 * the usual plots, the parameters of each run, and what two runs differ in. All columns are in it, or those that are selected; paths
 * of this machine are not, unless they stand in parameters, notes or results. Very many or very long curves are thinned, of every few epochs the smallest
 * and the largest value stay. What the runs hold is shown as text: nothing of it can run as script.
 *
 * Throws FileError when the built page is not found, as in a program that exman was bundled into; OptionError.
 *
 * @example
 * ```ts
 * import { openRuns, reportHtml } from 'exman'
 * import { writeFileSync } from 'node:fs'
 * const runs = await openRuns('experiments')
 * writeFileSync('report.html', await reportHtml(runs.where({ status: 'done' }), { title: 'Digits, first round' }))
 * ```
 */
export async function reportHtml(runs: RunTable, options: ReportOptions = {}): Promise<string> {
  checkOptions('reportHtml', options, { title: isText, onProgress: isFunction, onUnreadable: isFunction })
  const { title, onProgress, onUnreadable = warnOf } = options
  // Before the logs are read, which may take a while.
  const files = readPageFiles()
  const made = new Date().toISOString()
  const data = await reportData(runs, {
    ...{ title, made, onUnreadable },
    ...(onProgress === undefined ? {} : { onProgress }),
  })
  return pageHtml(data, files)
}

function warnOf(id: string, error: FileError): void {
  warn('EXMAN_RUN_UNREADABLE', `The log of ${id} is left out. ${error.message}`)
}
