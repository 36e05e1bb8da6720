import { join, resolve } from 'node:path'
import { ExmanError, warn } from '../errors'
import { checkIdentityOptions, identify, type Identity, type IdentityOptions } from '../identity/identify'
import { DIRS } from '../layout/names'
import { checkOptions, isListOfText, isPlainObject, isText, oneOf } from '../params/check-options'
import { deepFreeze } from '../params/freeze'
import { normalizeParams } from '../params/normalize'
import type { Json } from '../params/types'
import { createRun } from '../run/create'
import { findExperiment, listRuns } from '../run/experiment'
import type { Recorder } from '../run/recorder'
import { byAge } from '../run/sequence'
import { openRunFolder } from '../training/open-run'
import { checkpointsIn, Run, type RunCallbacks } from '../training/run'
import { resolveRunOptions, RUN_OPTION_RULES, type RunOptions } from '../training/run-options'
import { findTensorflow } from '../training/tensorflow'

/** Where experiments go and what makes one, together with how each run is recorded. */
export interface ExperimentManagerOptions extends RunOptions {
  /** The folder that holds the experiments; made when missing. Default `experiments`, in the working folder. */
  expBaseDir?: string
  /** The parameter groups that name an experiment, as dotted paths, in order. Default `['model', 'training']`. */
  monitoredParamKeys?: readonly string[]
  /** How groups become numbers. `python` gives those of the Python experiment manager. Default `object-hash`. */
  ids?: 'object-hash' | 'python'
  /** Parameters left out of the key while they have this value, so that adding one keeps old names. Default `{}`. */
  neutralParams?: Readonly<Record<string, Json>>
  /** Parameters that are never part of the key. Default `['debug', 'comment', 'author']`. */
  ignoredParams?: readonly string[]
}

/**
 * Names experiments by their parameters and opens a run folder for each training.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs'
 * import { ExperimentManager } from 'exman'
 *
 * const expm = new ExperimentManager({ expBaseDir: 'notedetection' })
 * const callbacks = expm.prepare({ model: { units: 32 }, training: { lr: 0.01 } })
 * await model.fit(x, y, { epochs: 12, validationSplit: 0.1, callbacks })
 * ```
 */
export class ExperimentManager {
  /** The absolute path of the folder that holds the experiments. */
  readonly expBaseDir: string
  readonly #identity: IdentityOptions
  readonly #options: RunOptions

  /**
   * Checks the options; touches no file.
   *
   * @throws EXMAN_OPTION_UNKNOWN, EXMAN_OPTION_INVALID
   */
  constructor(options: ExperimentManagerOptions = {}) {
    checkOptions('ExperimentManager', options, {
      expBaseDir: isText,
      monitoredParamKeys: isListOfText,
      ids: oneOf('object-hash', 'python'),
      neutralParams: isPlainObject,
      ignoredParams: isListOfText,
      ...RUN_OPTION_RULES,
    })
    const {
      expBaseDir = 'experiments',
      monitoredParamKeys = ['model', 'training'],
      ids = 'object-hash',
      neutralParams = {},
      ignoredParams = ['debug', 'comment', 'author'],
      ...rest
    } = options
    this.expBaseDir = resolve(expBaseDir)
    const identity = { monitored: monitoredParamKeys, ids, neutralParams, ignoredParams }
    checkIdentityOptions(identity)
    this.#identity = structuredClone(identity)
    this.#options = { ...rest, ...(rest.checkpoint ? { checkpoint: { ...rest.checkpoint } } : {}) }
  }

  /**
   * Opens a run for these parameters: finds or makes the folder of their experiment, claims a run folder in it, and
   * writes hyperparameters.json and run.json. On return both are on disk and this process holds the run. The
   * parameters are copied; changing them later has no effect. `params.debug === true` puts the run below `debug/`.
   *
   * @param params plain JSON data that holds the monitored groups
   * @param options how this run is recorded, over what the constructor says
   * @returns callbacks for `model.fit` or `model.fitDataset`; their `run` is the run
   * @throws EXMAN_PARAMS_INVALID, EXMAN_PARAMS_MISSING, EXMAN_OPTION_UNKNOWN, EXMAN_OPTION_INVALID,
   *   EXMAN_ROOT_INVALID, EXMAN_TF_MISSING, EXMAN_TF_TWO_COPIES, and the file errors
   * @example
   * ```ts
   * const callbacks = expm.prepare(params)
   * await model.fit(x, y, { epochs: 12, validationSplit: 0.1, callbacks })
   * console.log(callbacks.run.id, callbacks.run.scores?.best)
   * ```
   */
  prepare<P extends object>(params: P, options: RunOptions = {}): RunCallbacks<P> {
    checkOptions('prepare', options, RUN_OPTION_RULES)
    const { recording, checkpoint, tf } = resolveRunOptions(this.#options, options)
    const copy = normalizeParams(params)
    const identity = identify(copy, this.#identity)
    // Before anything is written: a run without tfjs would stay empty.
    const tensorflow = findTensorflow(tf)
    const recorder: Recorder = createRun({
      root: this.expBaseDir,
      identity,
      params: copy,
      debug: copy.debug === true,
      seed: null,
      options: recording,
      versions: () => ({ tfjs: tensorflow.version.tfjs, backend: tensorflow.getBackend() || null }),
      checkpoints: () => checkpointsIn(recorder.init.dir),
    })
    return new Run<P>(deepFreeze(copy as P), recorder, checkpoint, tensorflow).callbacks()
  }

  /**
   * Tells which experiment these parameters are, without writing anything: the name `exp-<number>-…` and, for each
   * monitored group, its SHA-256 digest and the value that was digested. (A folder may have `~2` behind the name,
   * when another experiment came first.)
   *
   * @throws EXMAN_PARAMS_INVALID, EXMAN_PARAMS_MISSING
   */
  identify(params: object): Identity {
    return identify(normalizeParams(params), this.#identity)
  }

  /**
   * The runs of the experiment that these parameters are, oldest first; none when there are none. A folder that
   * cannot be read as a run is left out, with a warning.
   *
   * @throws EXMAN_PARAMS_INVALID, EXMAN_PARAMS_MISSING
   */
  // eslint-disable-next-line @typescript-eslint/require-await -- what reads folders returns a promise, everywhere
  async find<P extends object>(params: P): Promise<Run<P>[]> {
    const copy = normalizeParams(params)
    const parent = copy.debug === true ? join(this.expBaseDir, DIRS.debug) : this.expBaseDir
    const experiment = findExperiment(parent, identify(copy, this.#identity))
    if (experiment === undefined) return []
    return (
      listRuns(join(parent, experiment))
        .flatMap((dir) => this.#open<P>(dir))
        // As they were just read; `run.record` would read each file anew at each comparison.
        .sort((a, b) => byAge(a.recorder.record, b.recorder.record))
    )
  }

  #open<P extends object>(dir: string): Run<P>[] {
    try {
      return [openRunFolder<P>(dir, this.#options)]
    } catch (error) {
      if (!(error instanceof ExmanError)) throw error
      warn('EXMAN_RUN_UNREADABLE', `${dir} is left out. ${error.message}`)
      return []
    }
  }
}
