import { beforeEachEpoch, modelOf, observeFits } from '../../../src/training/callbacks/observe-fits'
import { compiled, dataset, tf, TWO_EPOCHS, x, y } from '../tiny'

observeFits(tf)

/** A callback that keeps the params of its fit. */
function keeping() {
  const kept: { params?: object; order: string[] } = { order: [] }
  class Keeping extends tf.Callback {
    override async onTrainBegin() {
      kept.params = this.params
      beforeEachEpoch(kept.params, (index) => void kept.order.push(`told ${index}`))
      return Promise.resolve()
    }
    override async onEpochBegin(index: number) {
      return Promise.resolve(void kept.order.push(`called ${index}`))
    }
  }
  return { kept, callback: new Keeping() }
}

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

test('fits at the same time are kept apart', async () => {
  const fits = [0, 1].map(() => ({ ...keeping(), model: compiled() }))
  await Promise.all(
    fits.map(({ model, callback }) => model.fit(x, y, { ...TWO_EPOCHS, callbacks: callback as never })),
  )
  expect(fits.map(({ kept }) => modelOf(kept.params)?.name)).toEqual(
    fits.map(({ model }) => `${model.name}_model`),
  )
})

test('a listener hears of each epoch before any callback does', async () => {
  const { kept, callback } = keeping()
  await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: callback as never })
  expect(kept.order).toEqual(['told 0', 'called 0', 'told 1', 'called 1'])
})

test('of a fit that is not observed nothing is known', () => {
  expect(modelOf(undefined)).toBeUndefined()
  expect(modelOf({})).toBeUndefined()
  expect(() => beforeEachEpoch({}, () => undefined)).not.toThrow()
})

// `import * as tf` and `require` give two objects for one tfjs.
test.each([
  ['twice', tf],
  ['by another namespace object', { ...tf }],
])('observing %s is observing once', async (_, again) => {
  observeFits(again)
  const { kept, callback } = keeping()
  await compiled().fit(x, y, { ...TWO_EPOCHS, epochs: 1, callbacks: callback as never })
  expect(kept.order).toEqual(['told 0', 'called 0'])
})
