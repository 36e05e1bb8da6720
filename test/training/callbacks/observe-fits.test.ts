import {
  callbacksOf,
  isTraining,
  modelOf,
  observeFits,
  watchFit,
  type FitWatcher,
} from '../../../src/training/callbacks/observe-fits'
import { compiled, dataset, rejection, tf, TWO_EPOCHS, x, y } from '../tiny'

observeFits(tf)

/** A callback that keeps the params of its fit, and notes with a watcher what comes when. */
function keeping(throwing = '') {
  const kept: { params?: object; order: string[] } = { order: [] }
  const note = (what: string) => {
    kept.order.push(what)
    if (what === throwing) throw new Error(what)
  }
  const watcher: FitWatcher = {
    beforeEpoch: (index) => note(`before epoch ${index}`),
    beforeShuffle: () => note('before shuffle'),
    beforeFirstBatch: () => note('before first batch'),
    afterEpoch: (index) => note(`after epoch ${index}`),
    afterFit: () => note('after fit'),
  }
  class Keeping extends tf.Callback {
    override async onTrainBegin() {
      kept.params = this.params
      watchFit(kept.params, watcher)
      return Promise.resolve()
    }
    override async onEpochBegin() {
      return Promise.resolve(note('epoch begins'))
    }
    override async onBatchBegin(batch: number) {
      return Promise.resolve(note(`batch ${batch}`))
    }
    override async onEpochEnd() {
      return Promise.resolve(note('epoch ends'))
    }
    override async onTrainEnd() {
      return Promise.resolve(note('fit ends'))
    }
  }
  return { kept, callback: new Keeping() }
}

const EPOCH = [
  'epoch begins',
  'before shuffle',
  'before first batch',
  'batch 0',
  'batch 1',
  'batch 2',
  'epoch ends',
]

test.each(['fit', 'fitDataset'])('the model of a %s is known by its params', async (how) => {
  const { kept, callback } = keeping()
  const input = tf.input({ shape: [3] })
  const model = tf.model({
    inputs: input,
    outputs: tf.layers.dense({ units: 2 }).apply(input) as tf.SymbolicTensor,
  })
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
  if (how === 'fit') await model.fit(x, y, { ...TWO_EPOCHS, callbacks: callback as never })
  else await model.fitDataset(dataset(), { epochs: 1, verbose: 0, callbacks: callback })
  expect(modelOf(kept.params)).toBe(model)
})

test('the model of a tf.sequential is the one inside that trains', async () => {
  const { kept, callback } = keeping()
  const model = compiled()
  await model.fit(x, y, { ...TWO_EPOCHS, callbacks: callback as never })
  expect(modelOf(kept.params)?.name).toBe(`${model.name}_model`)
})

test('the callbacks of a fit are known by its params', async () => {
  const { kept, callback } = keeping()
  const early = tf.callbacks.earlyStopping({ monitor: 'loss' })
  await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: [callback, early] as never })
  expect(callbacksOf(kept.params!)).toEqual(expect.arrayContaining([callback, early]))
})

test('fits at the same time are kept apart', async () => {
  const fits = [0, 1].map(() => ({ ...keeping(), model: compiled() }))
  await Promise.all(
    fits.map(({ model, callback }) => model.fit(x, y, { ...TWO_EPOCHS, callbacks: callback as never })),
  )
  expect(fits.map(({ kept }) => modelOf(kept.params)?.name)).toEqual(
    fits.map(({ model }) => `${model.name}_model`),
  )
})

test('a watcher hears what happens in front of all callbacks, and behind them', async () => {
  const { kept, callback } = keeping()
  await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: callback as never })
  expect(kept.order).toEqual([
    ...['before epoch 0', ...EPOCH, 'after epoch 0'],
    ...['before epoch 1', ...EPOCH, 'after epoch 1'],
    ...['fit ends', 'after fit'],
  ])
})

test.each(['before epoch 0', 'before shuffle', 'batch 1', 'epoch ends', 'after epoch 0', 'fit ends'])(
  'a fit in which something throws is over all the same: %s',
  async (throwing) => {
    const { kept, callback } = keeping(throwing)
    const model = compiled()
    const error = await rejection(model.fit(x, y, { ...TWO_EPOCHS, callbacks: callback as never }))
    expect(error.message).toBe(throwing)
    expect(kept.order.at(-1)).toBe('after fit')
    expect(isTraining(modelOf(kept.params)!)).toBe(false)
    // And the model can be trained again.
    await model.fit(x, y, { ...TWO_EPOCHS, epochs: 1 })
  },
)

test('while a fit goes on, a second of the same model is refused as ever', async () => {
  const model = compiled()
  const { callback } = keeping()
  let second: Promise<Error> | undefined
  const again = new tf.CustomCallback({
    onBatchEnd: () => void (second ??= rejection(model.fit(x, y, TWO_EPOCHS))),
  })
  await model.fit(x, y, { ...TWO_EPOCHS, callbacks: [callback, again] as never })
  expect((await second!).message).toContain('another fit() call is ongoing')
})

test('of a fit that is not observed nothing is known', () => {
  expect(modelOf(undefined)).toBeUndefined()
  expect(modelOf({})).toBeUndefined()
  expect(callbacksOf({})).toEqual([])
  expect(() => watchFit({}, {} as FitWatcher)).not.toThrow()
})

// `import * as tf` and `require` give two objects for one tfjs.
test.each([
  ['twice', tf],
  ['by another namespace object', { ...tf }],
])('observing %s is observing once', async (_, again) => {
  observeFits(again)
  const { kept, callback } = keeping()
  await compiled().fit(x, y, { ...TWO_EPOCHS, epochs: 1, callbacks: callback as never })
  expect(kept.order).toEqual(['before epoch 0', ...EPOCH, 'after epoch 0', 'fit ends', 'after fit'])
})
