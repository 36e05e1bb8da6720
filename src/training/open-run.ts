import { resolve } from 'node:path'
import { RunError } from '../errors'
import { isDataObject } from '../params/data-object'
import { checkOptions, isBoolean, isText } from '../params/check-options'
import { deepFreeze } from '../params/freeze'
import { show } from '../params/show'
import type { JsonObject } from '../params/types'
import type { Versions } from '../run/provenance'
import { dataLook, type Fingerprint } from '../run/data/fingerprint'
import { findRun, readRun, type StoredRun } from '../run/read'
import { Recorder } from '../run/recorder'
import { randomSeed } from './random/generator'
import { checkpointsIn, Run } from './run'
import { resolveRunOptions, RUN_OPTION_RULES, type RunOptions } from './run-options'

/** How to open a run. The options of recording count when something is added to it. */
export interface OpenRunOptions extends RunOptions {
  /** The experiment root that an id is looked up in. Default `experiments`. */
  root?: string
  /**
   * Takes the run although its lock names a process on another machine, of which nobody can tell from here whether
   * it lives. A process that is seen to live is never robbed. Default false.
   */
  takeover?: boolean
}

/**
 * Opens a run that exists, for reading: nothing is locked or written until something is added to it.
 *
 * @param run the path of a run folder, or an id such as `exp-52663881-19659650/run--20-03-03--15-52` below `root`; for a run
 *   of ExParser also its number, such as `'12'`; or a record of `openRuns`, whose folder says it all
 * @throws EXMAN_RUN_NOT_FOUND, EXMAN_FILE_INVALID, EXMAN_FORMAT_NEWER
 * @example
 * ```ts
 * import { openRun } from 'exman'
 *
 * const run = await openRun('exp-52663881-19659650/run--20-03-03--15-52', { root: 'notedetection' })
 * console.log(run.status, run.scores?.best)
 * const model = await run.loadModel('best')
 * ```
 */
// eslint-disable-next-line @typescript-eslint/require-await -- what reads folders returns a promise, everywhere
export async function openRun<P extends object = JsonObject>(
  run: string | { readonly dir: string },
  options: OpenRunOptions = {},
): Promise<Run<P>> {
  checkOptions('openRun', options, { ...RUN_OPTION_RULES, root: isText, takeover: isBoolean })
  const { root = 'experiments', ...rest } = options
  if (isRecord(run)) return openRunFolder<P>(resolve(run.dir), rest)
  if (typeof run !== 'string' || run === '') {
    throw new RunError(
      'EXMAN_RUN_NOT_FOUND',
      `A run is named by its folder, its id or its number as a text, got ${show(run)}.`,
      {
        run: show(run),
      },
    )
  }
  return openRunFolder<P>(findRun(run, resolve(root)), rest)
}

function isRecord(run: unknown): run is { dir: string } {
  return isDataObject(run) && typeof run['dir'] === 'string'
}

/** What a run that is opened may be told beside its options. */
interface OpeningOptions extends RunOptions {
  takeover?: boolean
  isWholeScript?: boolean
  workTree?: string
  /** The look at the data that was taken already. */
  lookAtData?: (() => Fingerprint) | undefined
}

/** Has a run that was opened go on, held by this process. When that fails it is given back. Throws `EXMAN_RUN_HELD`. */
export function goOnWith<P extends object>(run: Run<P>): Run<P> {
  run.recorder.goOn()
  try {
    // One that was killed before its first epoch may have had none.
    run.recorder.seedIfNew(randomSeed)
  } catch (error) {
    // Nobody has the run to give it back.
    run.fail(error)
    throw error
  }
  return run
}

/** Opens the run in a folder. */
export function openRunFolder<P extends object>(
  dir: string,
  options: OpeningOptions,
  versions?: () => Partial<Versions>,
): Run<P> {
  return openStoredRun(readRun(dir), options, versions)
}

/** Opens a run that has been read. */
export function openStoredRun<P extends object>(
  { params, place, record, monitored }: StoredRun,
  { isWholeScript = false, workTree = process.cwd(), lookAtData, ...options }: OpeningOptions,
  versions: () => Partial<Versions> = () => ({}),
): Run<P> {
  // What it was recorded with goes on; the mode of one metric says nothing of another.
  const isSame = options.monitor === undefined || options.monitor === monitored.monitor
  const { recording, data, ...setup } = resolveRunOptions(isSame ? monitored : {}, options)
  const checkpoints = () => checkpointsIn(recorder.init.dir)
  const look = lookAtData ?? dataLook(data, place.root)
  const init = { ...place, isWholeScript, workTree, options: recording, versions, checkpoints, data: look }
  const recorder: Recorder = new Recorder(init, record)
  return new Run<P>(deepFreeze(params as P), recorder, { ...setup, isNew: false })
}
