import { resolve } from 'node:path'
import { OptionError } from '../errors'
import { identify, resolveIdentity, type Identity, type IdentityOptions } from '../identity/identify'
import { checkOptions, isBoolean, isListOfText, isPlainObject, isText, oneOf } from '../params/check-options'
import { normalizeParams } from '../params/normalize'
import { show } from '../params/show'
import type { Json } from '../params/types'
import { askedParams } from '../run/asked-params'
import { openStoredRun } from '../training/open-run'
import type { Run, RunCallbacks } from '../training/run'
import { mergeRunOptions, RUN_OPTION_RULES, type RunOptions } from '../training/run-options'
import {
  EXPERIMENT_OPTION_RULES,
  PREPARE_OPTION_RULES,
  type ExperimentOptions,
  type PrepareOptions,
} from './options'
import { prepareRun } from './prepare-run'
import { rulesOfRerun } from './rerun-rules'
import { runExperiment, type Outcome, type Skipped } from './run-experiment'
import { RunRequest } from './run-request'

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
  /** Whether `exman rerun`, or a JSON file that `EXMAN_PARAMS` names, may give other parameters than the script. Default false. */
  rerunnable?: boolean
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
  readonly #isRerunnable: boolean

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
      rerunnable: isBoolean,
      ...RUN_OPTION_RULES,
    })
    const {
      expBaseDir = 'experiments',
      monitoredParamKeys: monitored,
      ids,
      neutralParams,
      ignoredParams,
      rerunnable = false,
      ...rest
    } = options
    this.expBaseDir = resolve(expBaseDir)
    this.#isRerunnable = rerunnable
    this.#identity = resolveIdentity({ monitored, ids, neutralParams, ignoredParams })
    this.#options = { ...rest, ...(rest.checkpoint ? { checkpoint: { ...rest.checkpoint } } : {}) }
  }

  /**
   * Opens a run for these parameters: finds or makes the folder of their experiment, claims a run folder in it, and
   * writes hyperparameters.json and run.json. On return both are on disk and this process holds the run. The
   * parameters are copied; changing them later has no effect. `params.debug === true` puts the run below `debug/`.
   *
   * With `resume: true` it goes on with the newest run of the same parameters that was killed or interrupted, if there is
   * one: then call `run.restore(model)` before `fit`, or train by `run.fit`. With `seed` or `resume` the training's chance is
   * seeded: while a fit goes on, `Math.random` gives the same numbers each time.
   *
   * @param params plain JSON data that holds the monitored groups
   * @param options whether to go on with a run, and how this one is recorded, over what the constructor says
   * @returns callbacks for `model.fit` or `model.fitDataset`; their `run` is the run
   * @throws EXMAN_PARAMS_INVALID, EXMAN_PARAMS_MISSING, EXMAN_OPTION_UNKNOWN, EXMAN_OPTION_INVALID,
   *   EXMAN_ROOT_INVALID, EXMAN_TF_MISSING, EXMAN_TF_TWO_COPIES, and the file errors; to go on also EXMAN_RUN_HELD,
   *   EXMAN_RUN_MISMATCH, EXMAN_RUN_NOT_FOUND
   * @example
   * ```ts
   * const callbacks = expm.prepare(params)
   * await model.fit(x, y, { epochs: 12, validationSplit: 0.1, callbacks })
   * console.log(callbacks.run.id, callbacks.run.scores?.best)
   * ```
   */
  prepare<P extends object>(params: P, options: PrepareOptions = {}): RunCallbacks<P> {
    checkOptions('prepare', options, PREPARE_OPTION_RULES)
    const request = this.#request<P>(params, options)
    // Who runs a run again wants a new one.
    return prepareRun(request, request.isRerun ? false : options.resume).callbacks()
  }

  /**
   * Runs an experiment once, as a function that remembers: when a run of these parameters is done, its stored result is
   * returned and `body` is not called; one that was killed or interrupted is gone on with; one that another process
   * works on is waited for. However many processes ask at once, one trains, and all get its result.
   *
   * In `body` all is seeded: build the model there, and train it by `run.fit`, which goes on where a killed run stood.
   * What `body` returns is stored as the result, so it must be plain JSON data; what it throws fails the run. A run counts as
   * the same when its experiment and all parameters but the ignored ones are equal, and its seed, if you give one. Ctrl-C
   * and SIGTERM end it in good order, as in `run.fit`.
   *
   * @param params plain JSON data that holds the monitored groups
   * @param body trains and gives the result
   * @param options what to do when it is done or running, and how the run is recorded
   * @returns the result; the run; whether the result is `reused`; whether the experiment was `skipped`
   * @throws what `body` throws; EXMAN_RESULT_INVALID, EXMAN_RUN_HELD for `ifRunning: 'error'` and after `timeoutSeconds`,
   *   EXMAN_RUN_DONE for `ifDone: 'error'`, EXMAN_RANDOM_BUSY while another seeded training goes on in this process, and all
   *   that `prepare` throws
   * @example
   * ```ts
   * const { result } = await expm.run(params, async (run) => {
   *   const history = await run.fit(buildModel(run.params), x, y, { epochs: 12, validationSplit: 0.1 })
   *   return { accuracy: history.history.val_acc?.at(-1) }
   * })
   * ```
   */
  run<P extends object, R>(
    params: P,
    body: (run: Run<NoInfer<P>>) => R | Promise<R>,
    options: ExperimentOptions & { ifRunning: 'skip' },
  ): Promise<Outcome<P, R> | Skipped<P>>
  run<P extends object, R>(
    params: P,
    body: (run: Run<NoInfer<P>>) => R | Promise<R>,
    options?: ExperimentOptions & { ifRunning?: 'wait' | 'error' },
  ): Promise<Outcome<P, R>>
  run<P extends object, R>(
    params: P,
    body: (run: Run<NoInfer<P>>) => R | Promise<R>,
    options?: ExperimentOptions,
  ): Promise<Outcome<P, R> | Skipped<P>>
  async run<P extends object, R>(
    params: P,
    body: (run: Run<NoInfer<P>>) => R | Promise<R>,
    options: ExperimentOptions = {},
  ): Promise<Outcome<P, R> | Skipped<P>> {
    checkOptions('run', options, EXPERIMENT_OPTION_RULES)
    if (typeof body !== 'function') {
      const text = `The second argument of run is the function that trains, got ${show(body)}.`
      throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'body', value: body })
    }
    const { ifDone = 'reuse', ifRunning = 'wait', timeoutSeconds = Infinity, resume } = options
    const request = this.#request<P>(params, options)
    const rules = { ifDone, ifRunning, timeoutSeconds, resume, isAnew: false }
    return runExperiment(request, body, request.isRerun ? rulesOfRerun(rules) : rules)
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
    const stored = this.#request<P>(params, { rerunnable: false }).onDisk()
    return stored.map((run) => openStoredRun<P>(run, this.#options))
  }

  #request<P extends object>(params: P, options: PrepareOptions | ExperimentOptions): RunRequest<P> {
    const { seed, match = 'params', takeover = false, rerunnable = this.#isRerunnable, ...given } = options
    const asked = rerunnable ? askedParams() : undefined
    return new RunRequest<P>(asked?.params ?? normalizeParams(params), {
      root: this.expBaseDir,
      identity: this.#identity,
      seed: asked?.seed ?? seed,
      isRerun: asked?.isRerun ?? false,
      match,
      takeover,
      recording: mergeRunOptions(this.#options, given),
      isOfScript: false,
    })
  }
}
