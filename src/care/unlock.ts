import { resolve } from 'node:path'
import type { CatalogRecord } from '../catalog/record'
import { FileError, OptionError, RunError } from '../errors'
import { FolderLock, judgeHolder, look, lookAtFolder, readHolder } from '../files'
import { FILES } from '../layout/names'
import { isDataObject } from '../params/data-object'
import { show, showText } from '../params/show'
import { runHeld } from '../run/run-errors'

/** Who has locked a run, as far as that can be seen from this process. The fields are null for a lock that names nobody. */
export interface RunLock {
  /** The machine. */
  host: string | null
  /** The process there. */
  pid: number | null
  /** Since when, ISO 8601 in UTC. */
  since: string | null
  /** Its Slurm job and how often that was restarted; null outside Slurm. */
  slurm: { job: string; restart: number } | null
  /**
   * Whether that process lives: `unknown` for one on another machine or in another container, of which nothing can be seen from
   * here. A lock that is damaged, or that came with a copy of the folder, counts as that of a dead one.
   */
  judged: 'this-process' | 'alive' | 'dead' | 'unknown'
}

/** A run that can be unlocked: a record of a table. */
export type LockedRun = Pick<CatalogRecord, 'id' | 'dir'>

/**
 * Who has locked a run; null when nobody has. Changes nothing. Throws RunError (`EXMAN_RUN_NOT_FOUND`), FileError, OptionError.
 *
 * @example
 * ```ts
 * import { openRuns, readRunLock } from 'exman'
 * const runs = await openRuns('experiments')
 * console.log(readRunLock(runs.find('latest')))
 * ```
 */
export function readRunLock(run: LockedRun): RunLock | null {
  const dir = folderOf(run)
  // A link is refused: it may lead anywhere.
  if (look(`${dir}/${FILES.lock}`) === undefined) return null
  const holder = readHolder(dir)
  if (holder === undefined) return { host: null, pid: null, since: null, slurm: null, judged: 'dead' }
  const { host, pid, since, slurm } = holder
  return { host, pid, since, slurm, judged: judgeHolder(holder) }
}

/**
 * Takes the lock of a run away from a process that has ended, or that runs where it cannot be seen from here: so be sure that it has
 * ended there. One that lives on this machine is never robbed, however long it has been silent. Gives whether there was a lock. The run
 * then reads `lost`, and can be gone on with.
 * Throws RunError (`EXMAN_RUN_HELD`, naming the process that lives; `EXMAN_RUN_NOT_FOUND`), FileError, OptionError.
 *
 * @example
 * ```ts
 * import { openRuns, readRunLock, unlockRun } from 'exman'
 * const run = (await openRuns('experiments')).find('latest')
 * if (readRunLock(run)?.host === 'gpu3') unlockRun(run)   // gpu3 was switched off
 * ```
 */
export function unlockRun(run: LockedRun): boolean {
  const dir = folderOf(run)
  if (look(`${dir}/${FILES.lock}`) === undefined) return false
  const result = FolderLock.acquire(dir, { takeover: true })
  if (result.lock === undefined) throw runHeld(run.id, result.heldBy, result.judged)
  result.lock.release()
  return true
}

function folderOf(run: unknown): string {
  if (!isDataObject(run) || typeof run['id'] !== 'string' || typeof run['dir'] !== 'string') {
    const text = `A run is given as a record of a table, such as openRuns gives, got ${show(run)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'run', value: run })
  }
  const dir = resolve(run['dir'])
  try {
    if (lookAtFolder(dir) !== undefined) return dir
  } catch (error) {
    if (!(error instanceof FileError)) throw error
  }
  const text = `There is no run ${showText(run['id'])}: ${dir} is no folder, or is reached by a link only.`
  throw new RunError('EXMAN_RUN_NOT_FOUND', text, { run: run['id'] })
}
