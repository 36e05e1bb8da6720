import type { CustomCallback, data, History, LayersModel, TensorContainer } from '@tensorflow/tfjs'
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
import type { UserCallback } from './callbacks/join-callbacks'
import { checkFitArgs, datasetFrom, type FitData, type RunFitArgs, type RunFitDatasetArgs } from './fit'
import { loadModelFolder } from './model-folder'
import { checkModel } from './model-bytes'
import { Trainer, type TrainerSetup } from './trainer'

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
  /** @internal */
  readonly trainer: Trainer

  /** @internal */
  constructor(params: DeepReadonly<P>, recorder: Recorder, setup: TrainerSetup) {
    super(params, recorder)
    this.trainer = new Trainer(recorder, setup)
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
    return Object.defineProperty(this.trainer.callbacks(mine), 'run', { value: this }) as RunCallbacks<P>
  }

  /**
   * Puts a model back to where the run stands: the weights, the whole state of its optimizer, the learning rate in force,
   * and, once the fit begins, the state of the callbacks and the order of the rows. Log and scores are cut back to the same
   * epoch, so that nothing stands there twice. A damaged checkpoint is passed over, with a warning. A model or optimizer that
   * does not fit is refused before anything is changed.
   *
   * @param model built and compiled as before, with any loss and metrics
   * @returns the epochs that are complete, for `initialEpoch`; 0 for a new run, and Infinity when a callback had ended the
   *   training (early stopping), so that `fit` has nothing left to do
   * @throws EXMAN_MODEL_INVALID, EXMAN_MODEL_MISMATCH, EXMAN_CHECKPOINT_INVALID when all are damaged, EXMAN_RUN_HELD, and the
   *   file errors
   * @example
   * ```ts
   * const callbacks = expm.prepare(params, { resume: true, seed: 7 })
   * const initialEpoch = await callbacks.run.restore(model)
   * await model.fit(x, y, { epochs: 12, initialEpoch, callbacks })
   * ```
   */
  async restore(model: LayersModel): Promise<number> {
    return this.trainer.restore(model)
  }

  /**
   * Trains with the run's callbacks, from where the run stands: a new one from the beginning, one that goes on from its
   * newest checkpoint, as `restore` does. Chance is seeded (by a seed that is drawn and recorded, if you gave none), so that
   * a run that was killed and goes on comes to the same end, bit for bit. Ctrl-C and SIGTERM end it in good order:
   * the batch is finished, the run `interrupted`, its last epoch saved; a second one ends it at once.
   *
   * @param model compiled; the same one in each fit of a run
   * @param args as for `model.fit`; `epochs` counts those of the whole run, so a run that has as many returns at once
   * @returns the history of all epochs of the run, those before it went on included
   * @throws what `restore` and `model.fit` throw, EXMAN_RANDOM_BUSY while another seeded fit goes on in this process,
   *   EXMAN_RESUME_MISMATCH for other data than before, EXMAN_INTERRUPTED
   * @example
   * ```ts
   * const { run } = expm.prepare(params, { resume: true })
   * const history = await run.fit(model, x, y, { epochs: 12, validationSplit: 0.1 })
   * console.log(history.history.val_loss)
   * ```
   */
  async fit(model: LayersModel, x: FitData, y: FitData, args: RunFitArgs = {}): Promise<History> {
    checkFitArgs('run.fit', args)
    const { callbacks, epochs = 1, ...rest } = args
    return this.#fit(model, epochs, (initialEpoch) =>
      model.fit(x, y, { ...rest, epochs, initialEpoch, callbacks: this.callbacks(callbacks) }),
    )
  }

  /**
   * The same for a dataset. Exact when the dataset gives the same elements at each epoch, or draws what differs from
   * `Math.random` in the course of it; see docs/resume.md for what is not covered, such as `tf.data`'s shuffle without a seed.
   *
   * @throws as `fit`
   * @example
   * ```ts
   * const history = await run.fitDataset(model, dataset.batch(32), { epochs: 12, validationData })
   * ```
   */
  async fitDataset<T extends TensorContainer>(
    model: LayersModel,
    dataset: data.Dataset<T>,
    args: RunFitDatasetArgs<T>,
  ): Promise<History> {
    checkFitArgs('run.fitDataset', args, { mustHaveEpochs: true })
    const { callbacks, ...rest } = args
    return this.#fit(model, args.epochs, (initialEpoch) => {
      const before = { epochs: initialEpoch, batchesPerEpoch: args.batchesPerEpoch }
      const all = { ...rest, initialEpoch, callbacks: this.callbacks(callbacks) }
      return model.fitDataset(datasetFrom(this.trainer.tf, dataset, before), all)
    })
  }

  #fit(
    model: LayersModel,
    epochs: number,
    train: (initialEpoch: number) => Promise<unknown>,
  ): Promise<History> {
    return this.trainer.fit(model, epochs, { train, readLog: () => this.readLog() })
  }

  /**
   * Runs a function with `Math.random` seeded, so that a model built in it has the same initial weights each time: each
   * call in a process has numbers of its own, the same in the next process. In `expm.run` all is seeded without it.
   *
   * @throws EXMAN_RANDOM_BUSY while a seeded fit goes on in this process
   * @example
   * ```ts
   * const model = run.seeded(() => buildModel(run.params))
   * ```
   */
  seeded<T>(body: () => T): T {
    return this.trainer.seeded(body)
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
      const name = await this.trainer.saver.save({
        model,
        metrics,
        facts: this.trainer.follower.facts(epoch, model),
      })
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
    await this.trainer.saver.settled()
    const { monitor, mode } = this.recorder.init.options
    const dir = await chooseCheckpoint(this.path(DIRS.models), choice, {
      name: this.scores?.monitor ?? monitor,
      mode: this.scores?.mode ?? resolveMode(mode, monitor),
    })
    return loadModelFolder(this.trainer.tf, dir)
  }
}

/** The names of the checkpoints in a run folder, by epoch. */
export function checkpointsIn(dir: string): [number, string][] {
  return wholeCheckpoints(join(dir, DIRS.models)).map(({ epoch, name }) => [epoch, name])
}
