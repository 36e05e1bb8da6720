import type { CallbackList, LayersModel } from '@tensorflow/tfjs'
import type { Tensorflow } from '../tensorflow'

/** What a fit tells its callbacks, the same object for all of them. */
export interface FitParams {
  epochs: number
  /** 0-based; null in `fitDataset`. */
  initialEpoch: number | null
  /** Rows that are shuffled each epoch; null in `fitDataset`. */
  samples: number | null
  /** Batches of an epoch where a dataset knows; null in `fit`. */
  steps: number | null
  /** Rows of a batch; null in `fitDataset`. */
  batchSize: number | null
  doValidation: boolean
  /** The names of all columns, `val_` ones included. */
  metrics: string[]
}

/** What can only be heard in front of all callbacks of a fit, or behind them. Epoch indices are tfjs's, 0-based. */
export interface FitWatcher {
  /** Before any callback hears of the epoch. */
  beforeEpoch(index: number): Promise<void> | void
  /** After all callbacks have: the next thing tfjs does is to shuffle the rows. */
  beforeShuffle(): Promise<void> | void
  /** Before any callback hears of the epoch's first batch. */
  beforeFirstBatch(): Promise<void> | void
  /** After all callbacks have heard of the epoch's end. */
  afterEpoch(index: number): Promise<void> | void
  /** The fit is over, whatever the way; must not throw. */
  afterFit(): void
}

interface ObservedFit {
  model: LayersModel
  callbacks: readonly object[]
  watchers: FitWatcher[]
}

const fits = new WeakMap<object, ObservedFit>()
const observed = new WeakSet<object>()

type Listed = CallbackList['callbacks'][number]

/**
 * Makes every fit of this tfjs tell what a callback cannot know from its own place: the model (which tfjs does not tell
 * to a callback behind a plain object; but all callbacks of a fit get the same params object, which ties the two), the
 * callbacks beside it, and what happens in front of the first and behind the last of them. tfjs has no other place to hear
 * that: so the list of callbacks of a fit, whose class it exports, is given two more when it is told the model.
 */
export function observeFits(tf: Tensorflow): void {
  const { prototype } = tf.CallbackList
  if (observed.has(prototype)) return
  observed.add(prototype)
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its `this` below
  const { setModel } = prototype
  prototype.setModel = function (this: CallbackList, model: Parameters<typeof setModel>[0]) {
    const params = (this.callbacks[0] as { params?: object } | undefined)?.params
    if (params !== undefined) {
      const fit: ObservedFit = { model: model as LayersModel, callbacks: [...this.callbacks], watchers: [] }
      fits.set(params, fit)
      const [first, last] = bystanders(fit)
      this.callbacks = [first as Listed, ...this.callbacks, last as Listed]
    }
    setModel.call(this, model)
  }
}

/** The model that the fit with these params trains; `undefined` when another copy of tfjs runs it. */
export function modelOf(params: object | undefined): LayersModel | undefined {
  return params === undefined ? undefined : fits.get(params)?.model
}

/** All callbacks of the fit with these params, in order. */
export function callbacksOf(params: object): readonly object[] {
  return fits.get(params)?.callbacks ?? []
}

/** Has a watcher told of the fit with these params from now on. */
export function watchFit(params: object, watcher: FitWatcher): void {
  const fit = fits.get(params)
  if (fit === undefined) return
  if (fit.watchers.length === 0) whenTrained(fit)
  fit.watchers.push(watcher)
}

/** Whether a fit of this model is going on. */
export function isTraining(model: LayersModel): boolean {
  return (model as unknown as { isTraining?: boolean }).isTraining === true
}

/** A callback in front of all others, and one behind them. */
function bystanders({ watchers }: ObservedFit): [object, object] {
  const nothing = () => Promise.resolve()
  const silent = {
    setParams: () => undefined,
    setModel: () => undefined,
    onTrainBegin: nothing,
    onTrainEnd: nothing,
    onEpochBegin: nothing,
    onEpochEnd: nothing,
    onBatchBegin: nothing,
    onBatchEnd: nothing,
  }
  const tell = async (what: (watcher: FitWatcher) => Promise<void> | void) => {
    for (const watcher of watchers) await what(watcher)
  }
  const first = {
    ...silent,
    onEpochBegin: (index: number) => tell((watcher) => watcher.beforeEpoch(index)),
    onBatchBegin: (batch: number) =>
      batch === 0 ? tell((watcher) => watcher.beforeFirstBatch()) : nothing(),
  }
  const last = {
    ...silent,
    onEpochBegin: () => tell((watcher) => watcher.beforeShuffle()),
    onEpochEnd: (index: number) => tell((watcher) => watcher.afterEpoch(index)),
  }
  return [first, last]
}

/**
 * Tells the watchers when the fit is over. A fit that throws tells no callback; but on every way out it sets the model's
 * own flag.
 */
function whenTrained({ model, watchers }: ObservedFit): void {
  const flag = { configurable: true, enumerable: true }
  Object.defineProperty(model, 'isTraining', {
    ...flag,
    get: () => true,
    set: (value: boolean) => {
      if (value) return
      Object.defineProperty(model, 'isTraining', { ...flag, value, writable: true })
      for (const watcher of watchers) watcher.afterFit()
    },
  })
}
