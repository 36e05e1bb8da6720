import type { LayersModel } from '@tensorflow/tfjs'
import { EpochError, RunError } from '../errors'
import type { Recorder } from '../run/recorder'
import { callbackStates, restoreCallbackStates, type CallbackStates } from './callbacks/callback-states'
import { callbacksOf, isTraining, modelOf, type FitParams } from './callbacks/observe-fits'
import { fitBusy, type FitEvents } from './callbacks/run-callback'
import type { CheckpointSaver, Snapshot } from './checkpoint-saver'
import type { GracefulStop } from './graceful-stop'
import { checkMetricNames, metricsOf } from './fit-metrics'
import { FitRandomness, type RowShuffles } from './random/fit-randomness'
import { checkRandomIsFree } from './random/random-hold'
import { graphOf } from './model-weights'
import { warnInexact } from './resume-warnings'
import { twoCopies, type Tensorflow } from './tensorflow'
import type { TrainingFacts, TrainingState } from './training-state'

interface Fit {
  model: LayersModel
  params: FitParams
  /** tfjs's index of the epoch in progress. */
  index: number | undefined
  /** Whether no batch of it was trained yet. */
  isFirstEpoch: boolean
  /** Whether a signal ends it in the middle of an epoch. */
  isCutShort: boolean
  last: Snapshot | undefined
}

/** Where a checkpoint stood, what callbacks remembered there, and the optimizer that was given its state. */
interface Restored {
  epoch: number
  stopped: boolean
  callbacks: CallbackStates
  optimizer: unknown
}

/** Follows the fits that a run's callbacks are given to, and has everything recorded and saved. */
export class FitFollower implements FitEvents {
  readonly #recorder: Recorder
  readonly #saver: CheckpointSaver
  readonly #tf: () => Tensorflow
  readonly #stop: GracefulStop
  readonly #isGraceful: boolean
  #fit: Fit | undefined
  #unwatch: (() => void) | undefined
  /** Where the training stood at the last epoch, of a fit or of the checkpoint it goes on from. */
  #last: TrainingFacts | undefined
  #randomness: FitRandomness | undefined
  #restored: Restored | undefined
  /** The graph that the run trains. */
  #trained: LayersModel | undefined

  constructor(
    recorder: Recorder,
    saver: CheckpointSaver,
    tf: () => Tensorflow,
    { stop, isGraceful }: { stop: GracefulStop; isGraceful: boolean },
  ) {
    this.#recorder = recorder
    this.#saver = saver
    this.#tf = tf
    this.#stop = stop
    this.#isGraceful = isGraceful
  }

  /** Where the next fit goes on from, until it has trained; undefined when it goes on in this process, or begins. */
  get restored(): Restored | undefined {
    return this.#restored
  }

  /** Has the next fit go on from a checkpoint whose weights the model was given. */
  restore({ optimizer: _, ...facts }: TrainingState, model: LayersModel): void {
    const { epoch, stopped, callbacks } = facts
    this.#restored = { epoch, stopped, callbacks, optimizer: model.optimizer }
    this.#trained = graphOf(model)
    this.#last = facts
    this.#seeded()?.restore(facts)
  }

  /**
   * The fit that would be due has nothing left to do of its `epochs`. What was restored is kept for the fit that it is of: a
   * later one, when the checkpoint has more epochs.
   */
  skipFit(epochs: number): void {
    if (this.#restored !== undefined && this.#restored.epoch > epochs) return
    this.#restored = undefined
    this.#seeded()?.skipFit()
  }

  onTrainBegin(params: FitParams | undefined): void {
    const model = modelOf(params)
    if (params === undefined || model === undefined) throw twoCopies()
    // A fit that died by a throw says no goodbye; tfjs's own flag tells whether it still runs.
    if (this.#fit !== undefined && this.#fit.model !== model && isTraining(this.#fit.model))
      throw fitBusy(this.#recorder.init.id)
    checkMetricNames(params.metrics)
    const randomness = this.#seeded()
    if (randomness !== undefined) checkRandomIsFree(this.#recorder.init.id)
    this.#saver.onTrainBegin()
    const tf = this.#tf()
    this.#recorder.beginFit(params.metrics, { tfjs: tf.version.tfjs, backend: tf.getBackend() })
    if (this.#isGraceful) this.#unwatch ??= this.#stop.watch()
    this.#fit = { model, params, index: undefined, isFirstEpoch: true, isCutShort: false, last: undefined }
    randomness?.beginFit(this.#recorder.holdOpen().epochs.completed)
    this.#trained = graphOf(model)
    if (params.epochs <= (params.initialEpoch ?? 0)) this.skipFit(params.epochs)
  }

  async beforeEpoch(index: number): Promise<void> {
    const fit = this.#fit!
    const { completed } = this.#recorder.holdOpen().epochs
    const isNew = index === 0 && this.#restored === undefined
    const fits = fit.index === undefined ? isNew || index === completed : index === fit.index + 1
    if (!fits) throw wrongStart(this.#recorder.init.id, index, completed, this.#restored !== undefined)
    fit.index = index
    const isFirst = fit.isFirstEpoch
    this.#randomness?.beginEpoch(completed + 1, fit.params.samples, { isFirst, isNew: index === 0 })
    if (this.#restored !== undefined) {
      const strangers = await restoreCallbackStates(
        this.#tf(),
        callbacksOf(fit.params),
        this.#restored.callbacks,
      )
      if (strangers.length > 0)
        warnInexact(this.#recorder, [`the state of ${strangers.join(', ')} has no counterpart`])
    }
    this.#recorder.beginEpoch()
  }

  beforeShuffle(): void {
    const { completed } = this.#recorder.holdOpen().epochs
    this.#randomness?.beginShuffle(completed + 1, { isFirst: this.#fit!.isFirstEpoch })
  }

  beforeFirstBatch(): void {
    this.#randomness?.endShuffle()
    // Not before: a fit that is refused because of its rows has taken nothing away from the next.
    this.#restored = undefined
    this.#fit!.isFirstEpoch = false
  }

  onBatchEnd(batch: number): void {
    const { fit } = this.#recorder
    if (fit !== undefined) fit.hasTrained = true
    if (!this.#stop.isAsked || this.#fit === undefined || isLastBatch(batch, this.#fit.params)) return
    const { last } = this.#fit
    // With `saveEvery` the epoch before may not be saved, and can be only at the end of this one.
    if (last !== undefined && this.#saver.wouldLose(last)) return
    this.#fit.isCutShort = true
    this.#fit.model.stopTraining = true
  }

  async onEpochEnd(_index: number, logs: Record<string, unknown>): Promise<void> {
    const fit = this.#fit!
    // It is trained again from its beginning.
    if (fit.isCutShort) return
    fit.last = undefined
    this.#recorder.endEpoch(metricsOf(logs, fit.params.metrics))
    await this.#recorder.waitForGit()
    if (this.#recorder.record.status === 'diverged') fit.model.stopTraining = true
  }

  async afterEpoch(): Promise<void> {
    const fit = this.#fit
    if (fit === undefined || fit.isCutShort || this.#recorder.isClosed) return
    if (this.#recorder.record.status === 'diverged') return
    fit.last = await this.#snapshot(fit)
    await this.#saver.onEpochEnd(fit.last)
    if (this.#stop.isAsked) fit.model.stopTraining = true
  }

  async onTrainEnd(): Promise<void> {
    const fit = this.#fit
    await this.#recorder.waitForGit()
    // `finish` in a callback of the user's has ended the run before; and the weights of half an epoch are of no epoch.
    const hasMoved = this.#recorder.isClosed || fit?.isCutShort === true
    await this.#saver.onTrainEnd(hasMoved ? undefined : fit?.last)
    this.#fit = undefined
    if (this.#stop.isAsked && !this.#recorder.isClosed) await this.#stop.leave()
    this.#recorder.endFit()
  }

  afterFit(): void {
    this.#randomness?.endFit()
    this.#unwatch?.()
    this.#unwatch = undefined
  }

  /** A hook of the user's threw; the fit will reject with it. */
  onHookError(error: unknown): void {
    this.#fit = undefined
    this.#recorder.fail(error, { isFinal: false })
  }

  onError(error: unknown): void {
    // A run that is busy, held or ended refuses the fit; nothing has become of the run.
    if (error instanceof RunError) return
    this.#fit = undefined
    this.#recorder.fail(error, { isFinal: false })
  }

  /** Where the training stands when the user saves a model. */
  facts(epoch: number, model: LayersModel): TrainingFacts {
    const isTrained = this.#trained === undefined || this.#trained === graphOf(model)
    if (isTrained && this.#fit === undefined && this.#last?.epoch === epoch) return this.#last
    return {
      samples: null,
      ...this.#chance(epoch),
      // Another model than the one that is trained, such as a part of it, is nothing to go on from.
      resumable: isTrained && this.#fit === undefined,
      stopped: false,
      callbacks: {},
    }
  }

  async #snapshot({ model, params }: Fit): Promise<Snapshot> {
    const { keeper, completed } = this.#recorder.holdOpen().epochs
    const stopped = model.stopTraining
    const callbacks = await callbackStates(this.#tf(), callbacksOf(params))
    const { samples } = params
    this.#last = { samples, ...this.#chance(completed), resumable: true, stopped, callbacks }
    return { model, metrics: keeper.last?.metrics ?? {}, facts: this.#last }
  }

  #chance(epoch: number): Omit<RowShuffles, 'samples'> & { epoch: number; seed: number | null } {
    const none = { shuffleDraws: null, shuffleFrom: 0 }
    return { epoch, seed: this.#recorder.record.seed, ...(this.#randomness?.shuffles ?? none) }
  }

  #seeded(): FitRandomness | undefined {
    const { record, init } = this.#recorder
    if (record.seed === null) return undefined
    return (this.#randomness ??= new FitRandomness(init.id, record.seed))
  }
}

function wrongStart(run: string, index: number, completed: number, isRestored: boolean): EpochError {
  const choice = isRestored ? 'as `restore` has returned' : 'to go on counting as tfjs does, or none'
  return new EpochError(
    `This fit begins at epoch ${index + 1}, but ${completed} epochs of ${run} are complete. ` +
      `Give initialEpoch: ${completed}, ${choice}.`,
    { epoch: index + 1, expected: completed + 1 },
  )
}

/** Whether a batch is known to be the last of its epoch: then the epoch is complete. */
function isLastBatch(batch: number, { samples, batchSize, steps }: FitParams): boolean {
  const batches = samples !== null && batchSize !== null ? Math.ceil(samples / batchSize) : steps
  return batch + 1 === batches
}
