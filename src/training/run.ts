import type { CustomCallback, LayersModel } from '@tensorflow/tfjs'
import { join } from 'node:path'
import { chooseCheckpoint, type CheckpointChoice } from '../checkpoint/choose'
import { wholeCheckpoints } from '../checkpoint/manifest'
import { DIRS } from '../layout/names'
import { checkOptions, isCount, isPlainObject } from '../params/check-options'
import type { DeepReadonly, JsonObject } from '../params/types'
import { checkMetrics } from '../run/metrics'
import { resolveMode } from '../run/monitor'
import type { Recorder } from '../run/recorder'
import { RunFolder } from '../run/run-folder'
import { joinCallbacks, type UserCallback } from './callbacks/join-callbacks'
import { observeFits } from './callbacks/observe-fits'
import { runCallback } from './callbacks/run-callback'
import { CheckpointSaver, type CheckpointRule } from './checkpoint-saver'
import { FitFollower } from './fit-follower'
import { loadModelFolder } from './model-folder'
import { checkModel } from './model-bytes'
import { findTensorflow, type Tensorflow } from './tensorflow'

/** The callbacks for `model.fit` or `model.fitDataset`: an ordinary list, with the run they record. */
export type RunCallbacks<P extends object = JsonObject> = CustomCallback[] & { readonly run: Run<P> }

/** What a saved model belongs to. */
export interface SaveModelOptions {
  /** The 1-based epoch; default: the last one that the model was trained in. */
  epoch?: number
  /** Its metrics; default: those logged for that epoch, if they are. */
  metrics?: Record<string, number>
}

/** One training run: its folder, its callbacks, its checkpoints. */
export class Run<P extends object = JsonObject> extends RunFolder<P> {
  readonly #given: Tensorflow | undefined
  readonly #saver: CheckpointSaver
  #ours: { callback: CustomCallback; follower: FitFollower } | undefined

  /** @internal */
  constructor(
    params: DeepReadonly<P>,
    recorder: Recorder,
    rule: CheckpointRule | false,
    tf: Tensorflow | undefined,
  ) {
    super(params, recorder)
    this.#given = tf
    this.#saver = new CheckpointSaver(recorder, () => this.#tf, rule)
  }

  get #tf(): Tensorflow {
    return findTensorflow(this.#given)
  }

  /**
   * The callbacks for a fit, together with your own in any mix: instances such as
   * `tf.callbacks.earlyStopping({ patience: 3 })` and plain objects with hooks. Yours are called first.
   *
   * @throws EXMAN_TF_MISSING, EXMAN_TF_TWO_COPIES
   * @example
   * ```ts
   * const callbacks = run.callbacks([tf.callbacks.earlyStopping({ patience: 3 }), { onEpochEnd: console.log }])
   * await model.fit(x, y, { epochs: 12, validationSplit: 0.1, callbacks })
   * ```
   */
  callbacks(mine: UserCallback | readonly UserCallback[] = []): RunCallbacks<P> {
    const tf = this.#tf
    const { callback, follower } = (this.#ours ??= this.#makeCallback(tf))
    const list = joinCallbacks(
      tf,
      Array.isArray(mine) ? (mine as readonly UserCallback[]) : [mine as UserCallback],
      callback,
      (error) => follower.onHookError(error),
    )
    return Object.defineProperty(list, 'run', { value: this }) as RunCallbacks<P>
  }

  #makeCallback(tf: Tensorflow): { callback: CustomCallback; follower: FitFollower } {
    observeFits(tf)
    const follower = new FitFollower(this.recorder, this.#saver, () => tf)
    return { callback: runCallback(tf, follower), follower }
  }

  /**
   * Saves a checkpoint of a model: topology and weights in the standard tfjs files, and the optimizer's state if the
   * model is compiled. Durable on return, all or nothing. Older checkpoints then go by the run's checkpoint rule.
   *
   * @returns the absolute path of the checkpoint's folder
   * @throws EXMAN_MODEL_INVALID, EXMAN_OPTION_UNKNOWN, EXMAN_OPTION_INVALID, EXMAN_METRIC_INVALID, EXMAN_RUN_HELD, and
   *   the file errors
   * @example
   * ```ts
   * run.log({ loss, val_loss })
   * await run.saveModel(model)
   * ```
   */
  async saveModel(model: LayersModel, options: SaveModelOptions = {}): Promise<string> {
    checkModel(model)
    checkOptions('saveModel', options, { epoch: isCount, metrics: isPlainObject })
    return this.recorder.borrow(async ({ epochs }) => {
      const { fit } = this.recorder
      const { epoch = fit?.hasTrained === true ? fit.epoch : epochs.completed } = options
      const last = epochs.keeper.last
      const metrics = checkMetrics(options.metrics ?? (last?.epoch === epoch ? last.metrics : {}))
      const name = await this.#saver.save({ model, epoch, metrics, samples: null })
      return this.path(DIRS.models, name)
    })
  }

  /**
   * Loads a checkpoint as an uncompiled model, after proving every byte of it against its manifest.
   *
   * @param choice the best by the monitored metric, the last, or that of a 1-based epoch
   * @throws EXMAN_CHECKPOINT_NOT_FOUND, EXMAN_CHECKPOINT_INVALID (with the reason and what can be loaded instead)
   * @example
   * ```ts
   * const model = await callbacks.run.loadModel('best')
   * ```
   */
  async loadModel(choice: CheckpointChoice = 'best'): Promise<LayersModel> {
    await this.#saver.settled()
    const { monitor, mode } = this.recorder.init.options
    const dir = await chooseCheckpoint(this.path(DIRS.models), choice, {
      name: this.scores?.monitor ?? monitor,
      mode: this.scores?.mode ?? resolveMode(mode, monitor),
    })
    return loadModelFolder(this.#tf, dir)
  }
}

/** The names of the checkpoints in a run folder, by epoch. */
export function checkpointsIn(dir: string): [number, string][] {
  return wholeCheckpoints(join(dir, DIRS.models)).map(({ epoch, name }) => [epoch, name])
}
