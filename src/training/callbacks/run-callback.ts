import type { CustomCallback, Logs } from '@tensorflow/tfjs'
import { RunError } from '../../errors'
import type { Tensorflow } from '../tensorflow'
import { watchFit, type FitParams, type FitWatcher } from './observe-fits'

/** What happens in a fit, in order, besides what its watcher hears. Epoch indices are tfjs's, 0-based. */
export interface FitEvents extends FitWatcher {
  /** A fit was set up. Before any callback is called, but for one that stands behind a plain object. */
  onTrainBegin(params: FitParams | undefined): void
  onBatchEnd(batch: number): void
  onEpochEnd(index: number, logs: Record<string, unknown>): Promise<void>
  onTrainEnd(): Promise<void>
  /** Something above threw; the fit will reject with it. */
  onError(error: unknown): void
}

/**
 * Makes one tfjs callback that works wherever it stands in a list. tfjs keeps a list as it is when its first element
 * is an instance, and otherwise copies each element's hooks onto a wrapper; so all six hooks are the instance's own,
 * need `this` for nothing but the params of the fit, and reach the class's methods (which turn tensors into numbers
 * and give the event loop its turn) through the prototype.
 */
export function runCallback(tf: Tensorflow, events: FitEvents): CustomCallback {
  const guarded =
    <A extends unknown[]>(hook: (...args: A) => Promise<void> | void) =>
    async (...args: A): Promise<void> => {
      try {
        await hook(...args)
      } catch (error) {
        events.onError(error)
        throw error
      }
    }
  const begin = (params: FitParams | undefined): void => {
    try {
      events.onTrainBegin(params)
    } catch (error) {
      events.onError(error)
      throw error
    }
    watchFit(params!, {
      beforeEpoch: guarded((index) => events.beforeEpoch(index)),
      beforeShuffle: guarded(() => events.beforeShuffle()),
      beforeFirstBatch: guarded(() => events.beforeFirstBatch()),
      afterEpoch: guarded((index) => events.afterEpoch(index)),
      afterFit: () => events.afterFit(),
    })
  }
  const callback = new tf.CustomCallback(
    {
      onEpochEnd: (index: number, logs?: Logs) => events.onEpochEnd(index, { ...logs }),
      onTrainEnd: () => events.onTrainEnd(),
    },
    'auto',
  )
  const { prototype } = tf.CustomCallback
  return Object.assign(callback, {
    // A second fit is told apart here and nowhere later: it has set its params on this same instance.
    setModel: () => begin(callback.params as unknown as FitParams),
    onTrainBegin(this: { params?: unknown }) {
      if (this !== callback) begin(this.params as FitParams | undefined)
      return Promise.resolve()
    },
    onTrainEnd: guarded(prototype.onTrainEnd.bind(callback)),
    onEpochBegin: prototype.onEpochBegin.bind(callback),
    onEpochEnd: guarded(prototype.onEpochEnd.bind(callback)),
    onBatchBegin: prototype.onBatchBegin.bind(callback),
    onBatchEnd(batch: number, logs?: Logs) {
      events.onBatchEnd(batch)
      return prototype.onBatchEnd.call(callback, batch, logs)
    },
  })
}

/** The error for one list in two fits at a time. */
export function fitBusy(run: string): RunError {
  return new RunError(
    'EXMAN_FIT_BUSY',
    `The callbacks of ${run} are in use by another fit. Prepare a run for each fit.`,
    { run },
  )
}
