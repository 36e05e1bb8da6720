import type { LayersModel } from '@tensorflow/tfjs'
import { EpochError, RunError } from '../errors'
import { checkMetrics, type Metrics } from '../run/metrics'
import type { Recorder } from '../run/recorder'
import { modelOf, type FitParams } from './callbacks/observe-fits'
import { fitBusy, isTraining, type FitEvents } from './callbacks/run-callback'
import type { CheckpointSaver, Snapshot } from './checkpoint-saver'
import { twoCopies, type Tensorflow } from './tensorflow'

interface Fit {
  model: LayersModel
  samples: number | null
  /** The columns in tfjs's order. */
  metrics: readonly string[]
  /** tfjs's index of the epoch in progress. */
  index: number | undefined
  last: Snapshot | undefined
}

/** Follows the fits that a run's callbacks are given to, and has everything recorded and saved. */
export class FitFollower implements FitEvents {
  readonly #recorder: Recorder
  readonly #saver: CheckpointSaver
  readonly #tf: () => Tensorflow
  #fit: Fit | undefined

  constructor(recorder: Recorder, saver: CheckpointSaver, tf: () => Tensorflow) {
    this.#recorder = recorder
    this.#saver = saver
    this.#tf = tf
  }

  onTrainBegin(params: FitParams | undefined): void {
    const model = modelOf(params)
    if (params === undefined || model === undefined) throw twoCopies()
    // A fit that died by a throw says no goodbye; tfjs's own flag tells whether it still runs.
    if (this.#fit !== undefined && this.#fit.model !== model && isTraining(this.#fit.model))
      throw fitBusy(this.#recorder.init.id)
    checkMetrics(Object.fromEntries(params.metrics.map((name) => [name, 0])))
    this.#fit = { model, samples: params.samples, metrics: params.metrics, index: undefined, last: undefined }
    const tf = this.#tf()
    this.#saver.onTrainBegin()
    this.#recorder.beginFit(params.metrics, { tfjs: tf.version.tfjs, backend: tf.getBackend() })
  }

  onEpochBegin(index: number): void {
    const fit = this.#fit!
    const { completed } = this.#recorder.holdOpen().epochs
    const fits = fit.index === undefined ? index === 0 || index === completed : index === fit.index + 1
    if (!fits) {
      throw new EpochError(
        `This fit begins at epoch ${index + 1}, but ${completed} epochs of ${this.#recorder.init.id} are complete. ` +
          `Give initialEpoch: ${completed} to go on counting as tfjs does, or none.`,
        { epoch: index + 1, expected: completed + 1 },
      )
    }
    fit.index = index
    this.#recorder.beginEpoch()
  }

  onBatchEnd(): void {
    const { fit } = this.#recorder
    if (fit !== undefined) fit.hasTrained = true
  }

  async onEpochEnd(_index: number, logs: Record<string, unknown>): Promise<void> {
    const fit = this.#fit!
    this.#recorder.endEpoch(checkMetrics(numbersOf(logs, fit.metrics)))
    await this.#recorder.waitForGit()
    const { keeper, completed } = this.#recorder.holdOpen().epochs
    if (this.#recorder.record.status === 'diverged') {
      fit.model.stopTraining = true
      fit.last = undefined
      return
    }
    fit.last = {
      model: fit.model,
      epoch: completed,
      metrics: keeper.last?.metrics ?? {},
      samples: fit.samples,
    }
    await this.#saver.onEpochEnd(fit.last)
  }

  async onTrainEnd(): Promise<void> {
    const last = this.#fit?.last
    this.#fit = undefined
    await this.#recorder.waitForGit()
    // `finish` in a callback of the user's has ended the run before.
    await this.#saver.onTrainEnd(this.#recorder.isClosed ? undefined : last)
    this.#recorder.endFit()
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
}

// tfjs gives validation first, so the columns' order is made good. Another callback may have put anything into the
// logs; what is no number is none of ours.
function numbersOf(logs: Record<string, unknown>, order: readonly string[]): Metrics {
  const names = new Set([...order.filter((name) => name in logs), ...Object.keys(logs)])
  const entries = [...names].map((name) => [name, logs[name]] as const)
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}
