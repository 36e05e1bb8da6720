import { ExmanError, warn } from '../errors'
import { judgeHolder, readHolder, type Holder } from '../files'
import { listRuns } from './experiment'
import { readRun, type StoredRun } from './read'
import type { RunStatus } from './record'
import { byAge } from './sequence'
import { deriveStatus } from './status'

/** A run of an experiment as it stands on disk. */
export interface RunOnDisk extends StoredRun {
  status: RunStatus
  /** Who holds it now, and whether that can be seen from here; undefined when nobody does. */
  holder: { holder: Holder; judged: 'this-process' | 'alive' | 'unknown' } | undefined
}

/**
 * The runs of an experiment folder, oldest first. One that cannot be read is left out, with a warning. `takeover`: a holder
 * of whom nothing can be known does not count.
 */
export function runsOnDisk(experiment: string, { takeover }: { takeover: boolean }): RunOnDisk[] {
  return listRuns(experiment)
    .flatMap((dir) => runOnDisk(dir, { takeover }) ?? [])
    .sort((a, b) => byAge(a.record, b.record))
}

/** A run as it stands on disk; undefined, with a warning, when it cannot be read. */
export function runOnDisk(dir: string, { takeover }: { takeover: boolean }): RunOnDisk | undefined {
  try {
    // In this order: a process that ends writes the end of its run first, and then lets go of it.
    const holder = holderOf(dir, takeover)
    const run = readRun(dir)
    return { ...run, holder, status: deriveStatus(run.record, holder !== undefined) }
  } catch (error) {
    if (!(error instanceof ExmanError)) throw error
    warn('EXMAN_RUN_UNREADABLE', `${dir} is left out. ${error.message}`)
    return undefined
  }
}

/** Whether a process still holds the run in a folder: cheap, for who waits for its end. */
export function isStillHeld(dir: string, { takeover }: { takeover: boolean }): boolean {
  return holderOf(dir, takeover) !== undefined
}

function holderOf(dir: string, takeover: boolean): RunOnDisk['holder'] {
  const holder = readHolder(dir)
  const judged = holder === undefined ? 'dead' : judgeHolder(holder)
  if (holder === undefined || judged === 'dead' || (judged === 'unknown' && takeover)) return undefined
  return { holder, judged }
}
