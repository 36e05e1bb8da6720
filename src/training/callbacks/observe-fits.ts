import type { LayersModel } from '@tensorflow/tfjs'
import type { Tensorflow } from '../tensorflow'

/** What a fit tells its callbacks, the same object for all of them. */
export interface FitParams {
  epochs: number
  /** Rows that are shuffled each epoch; null in `fitDataset`. */
  samples: number | null
  doValidation: boolean
  /** The names of all columns, `val_` ones included. */
  metrics: string[]
}

type EpochListener = (index: number) => Promise<void> | void

interface ObservedFit {
  model: LayersModel
  listeners: EpochListener[]
}

const fits = new WeakMap<object, ObservedFit>()
// By a class of it: one tfjs has several namespace objects.
const observed = new WeakSet<Tensorflow['CustomCallback']>()

/**
 * Puts an observer in front of the callbacks of every fit of this tfjs. It knows what a callback cannot know from its
 * own place: the model, which tfjs does not tell to a callback behind a plain object (but all callbacks of a fit get the
 * same params object, which ties the two); and that an epoch begins, before the first callback hears of it.
 */
export function observeFits(tf: Tensorflow): void {
  if (observed.has(tf.CustomCallback)) return
  observed.add(tf.CustomCallback)
  class FitObserver extends tf.CustomCallback {
    constructor() {
      super({}, 'never')
    }

    // tfjs sets the params first.
    override setModel(model: unknown): void {
      fits.set(this.params, { model: model as LayersModel, listeners: [] })
    }

    override async onEpochBegin(index: number): Promise<void> {
      for (const listener of fits.get(this.params)?.listeners ?? []) await listener(index)
    }
  }
  // At level 0 it is there in silent fits too.
  tf.registerCallbackConstructor(0, FitObserver)
}

/** The model that the fit with these params trains; `undefined` when another copy of tfjs runs it. */
export function modelOf(params: object | undefined): LayersModel | undefined {
  return params === undefined ? undefined : fits.get(params)?.model
}

/** Calls `listener` at each begin of an epoch of the fit with these params, before its callbacks are called. */
export function beforeEachEpoch(params: object, listener: EpochListener): void {
  fits.get(params)?.listeners.push(listener)
}
