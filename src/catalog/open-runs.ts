import { checkOptions, isBoolean, isFunction } from '../params/check-options'
import { aliasesIn } from './aliases'
import { rootsAmong } from './find-roots'
import { RunTable } from './run-table'
import type { Entry } from './scan/entry'
import { RootScanner } from './scan/scanner'
import { TableRows } from './table-rows'

/** Options of `openRuns`. */
export interface OpenRunsOptions {
  /** Whether the runs in debug/ and tmp/ are wanted, too; default false. */
  trials?: boolean
  /** Whether a cache below .exman/ may be read and written, which makes the next listing faster; default true. */
  cache?: boolean
  /**
   * For a list that shows few of many runs; default false. A run that a cache knows and whose first file is as it was is looked at in
   * full only when its record is asked for; until then `problems()` may miss what befell its other files.
   */
  quick?: boolean
  /** Hears now and then how many runs of how many are read. */
  onProgress?: (done: number, total: number) => void
}

/**
 * Opens the runs of a root, or of several: folders that `ExperimentManager` or `ExParser` has written, or that hold such folders,
 * and those of the Python tools that exman comes from. The table is of one moment, and does not change; the runs stand in it as
 * they were made, the oldest first.
 *
 * A run that cannot be read, or only in part, is a row with a `problem`, and keeps nobody from reading the others. Nothing is
 * changed but a cache in .exman/, which may be deleted at any time; where that cannot be written, there is none.
 * Throws FileError (`EXMAN_ROOT_INVALID`) when a folder is missing or has no experiments; OptionError.
 *
 * @example
 * ```ts
 * import { openRuns } from 'exman'
 * const runs = await openRuns('experiments')
 * for (const { id, metrics } of runs.where({ status: 'done' }).sortBy('val_loss').take(10)) console.log(id, metrics.val_loss)
 * ```
 */
export async function openRuns(
  roots: string | readonly string[] = 'experiments',
  options: OpenRunsOptions = {},
): Promise<RunTable> {
  const scanners = scannersOf(roots, options)
  return new RunTable(new TableRows(await scanAll(scanners), aliasesIn(scanners.map(({ root }) => root))))
}

/** What reads the runs of these roots, once or again and again. */
export function scannersOf(roots: string | readonly string[], options: OpenRunsOptions): RootScanner[] {
  checkOptions('openRuns', options, {
    trials: isBoolean,
    cache: isBoolean,
    quick: isBoolean,
    onProgress: isFunction,
  })
  const { trials = false, cache = true, quick = false, onProgress } = options
  return rootsAmong(roots).map((root) => new RootScanner(root, { trials, cache, quick, onProgress }))
}

/** The runs of all roots, the oldest first. */
export async function scanAll(scanners: readonly RootScanner[]): Promise<Entry[]> {
  const found: Entry[] = []
  for (const scanner of scanners) for (const entry of await scanner.scan()) found.push(entry)
  return found.sort(byAge)
}

function byAge(a: Entry, b: Entry): number {
  if (a.sequence !== b.sequence) return a.sequence - b.sequence
  // The second run of a minute has a number behind it, of which the tenth is longer.
  if (a.id.length !== b.id.length) return a.id.length - b.id.length
  return a.id < b.id ? -1 : Number(a.id > b.id)
}
