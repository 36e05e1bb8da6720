import { setTimeout } from 'node:timers/promises'
import { checkOptions, isPositiveNumber } from '../params/check-options'
import { aliasesIn } from './aliases'
import { scanAll, scannersOf, type OpenRunsOptions } from './open-runs'
import { RunTable } from './run-table'
import type { Entry } from './scan/entry'
import { TableRows } from './table-rows'

/** Options of `watchRuns`. */
export interface WatchRunsOptions extends OpenRunsOptions {
  /** How long to wait between two looks, in seconds; default 2. */
  everySeconds?: number
  /** Ends the watch. */
  signal?: AbortSignal
}

/**
 * The runs of some roots, as `openRuns` gives them, and again whenever one has changed, come or gone: for following trainings that
 * run in other processes. Only what has changed is read again. It ends when the loop over it is left, or with `signal`.
 * Throws as `openRuns` does.
 *
 * @example
 * ```ts
 * import { watchRuns } from 'exman'
 * for await (const runs of watchRuns('experiments')) {
 *   const running = runs.where({ status: 'running' })
 *   console.table(running.select('id', 'epochs', 'last.loss').rows())
 *   if (running.length === 0) break
 * }
 * ```
 */
export async function* watchRuns(
  roots: string | readonly string[] = 'experiments',
  options: WatchRunsOptions = {},
): AsyncGenerator<RunTable, void, undefined> {
  const { everySeconds = 2, signal, ...rest } = options
  checkOptions('watchRuns', { everySeconds }, { everySeconds: isPositiveNumber })
  const scanners = scannersOf(roots, rest)
  let before: readonly Entry[] | undefined
  while (signal?.aborted !== true) {
    const found = await scanAll(scanners)
    if (before === undefined || hasChanged(before, found))
      yield new RunTable(new TableRows(found, aliasesIn(scanners.map(({ root }) => root))))
    before = found
    await setTimeout(everySeconds * 1000, undefined, signal === undefined ? {} : { signal }).catch(
      () => undefined,
    )
  }
}

function hasChanged(before: readonly Entry[], now: readonly Entry[]): boolean {
  return before.length !== now.length || now.some((entry, index) => !entry.isLike(before[index]!))
}
