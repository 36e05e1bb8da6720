/** `run.restore(model)`: where a run goes on from, and with which model. */
import { rmSync } from 'node:fs'
import { adam, begin, goOn, knownBy, trained } from './sessions'
import { chain, nested } from './stored-model'
import {
  checkpointsOf,
  compiled,
  jsonOf,
  rejection,
  rowsOf,
  stateOf,
  tf,
  TWO_EPOCHS,
  untrained,
  x,
  y,
} from './tiny'

const dense = tf.layers.dense

function branching(): tf.LayersModel {
  const input = tf.input({ shape: [3] })
  const branches = [0, 1].map(() => dense({ units: 2 }).apply(input) as tf.SymbolicTensor)
  return tf.model({ inputs: input, outputs: tf.layers.add().apply(branches) as tf.SymbolicTensor })
}

describe('a new run', () => {
  test('begins at 0, and model and folder stay as they are', async () => {
    const { run } = begin()
    const model = adam()
    const before = [await knownBy(model), stateOf(run.dir)]
    expect(await run.restore(model)).toBe(0)
    expect([await knownBy(model), stateOf(run.dir)]).toEqual(before)
  })
})

describe('a run that goes on', () => {
  test.each<[string, () => tf.LayersModel, Partial<tf.ModelCompileArgs>]>([
    ['a sequential model', untrained, {}],
    ['a graph', branching, {}],
    ['a model with another inside', () => nested(false), {}],
    ['a model with a frozen one inside', () => nested(true), {}],
    [
      'a model of which a layer is frozen',
      () => chain(dense({ units: 2, inputShape: [3], trainable: false }), dense({ units: 2 })),
      {},
    ],
    [
      'a loss and a metric that are functions',
      untrained,
      {
        loss: (labels: tf.Tensor, given: tf.Tensor) => given.sub(labels).abs().mean(),
        metrics: [(labels: tf.Tensor, given: tf.Tensor) => given.sub(labels).square().mean()],
      },
    ],
  ])('begins after its epochs, with all that its model knew: %s', async (_, build, args) => {
    const make = () => {
      const model = build()
      model.compile({ optimizer: tf.train.adam(0.05), loss: 'meanSquaredError', ...args })
      return model
    }
    const model = make()
    const { run } = goOn(await trained(model))
    const again = make()
    expect(await run.restore(again)).toBe(2)
    expect(await knownBy(again)).toEqual(await knownBy(model))
  })

  test('goes on from the newest, not from the best', async () => {
    const before = await trained()
    before.run.finish()
    const { run } = goOn(before, { mode: 'max' })
    expect(run.scores?.best?.epoch).not.toBe(2)
    expect(await run.restore(adam())).toBe(2)
  })

  test('cuts log and scores back to the checkpoint', async () => {
    const before = await trained()
    const [first, second] = checkpointsOf(before.run)
    rmSync(before.run.path('models', second!), { recursive: true })
    const { run } = goOn(before)
    expect(await run.restore(adam())).toBe(1)
    expect(rowsOf(run)).toHaveLength(1)
    expect(jsonOf(run, 'performances.json')).toMatchObject({
      epochs: 1,
      last: { epoch: 1, checkpoint: first },
    })
    expect(jsonOf(run, 'run.json')).toMatchObject({ epochs: 1 })
  })

  test('without a checkpoint begins again', async () => {
    const { run } = goOn(await trained(adam(), { checkpoint: false }))
    const model = adam()
    const before = await knownBy(model)
    expect(await run.restore(model)).toBe(0)
    expect(await knownBy(model)).toEqual(before)
    expect([rowsOf(run), run.scores]).toEqual([[], null])
  })

  test('may be restored more than once', async () => {
    const model = adam()
    const { run } = goOn(await trained(model))
    const again = adam()
    for (let time = 0; time < 2; time++) expect(await run.restore(again)).toBe(2)
    expect(await knownBy(again)).toEqual(await knownBy(model))
  })

  test('that a callback has stopped has nothing left to do', async () => {
    const make = () => tf.callbacks.earlyStopping({ monitor: 'loss', minDelta: 100, patience: 1 })
    const before = begin()
    await adam().fit(x, y, { ...TWO_EPOCHS, epochs: 9, callbacks: before.run.callbacks(make()) })
    expect(rowsOf(before.run)).toHaveLength(2)
    const { run } = goOn(before)
    const model = adam()
    const initialEpoch = await run.restore(model)
    expect(initialEpoch).toBe(Infinity)
    await model.fit(x, y, { ...TWO_EPOCHS, epochs: 9, initialEpoch, callbacks: run.callbacks(make()) })
    expect(rowsOf(run)).toHaveLength(2)
    expect(run.status).toBe('done')
  })
})

describe('a model that cannot go on is refused, and neither it nor the folder is changed', () => {
  test.each<[string, () => unknown, string]>([
    ['what is no model', () => ({ layers: [] }), 'EXMAN_MODEL_INVALID'],
    ['nothing', () => undefined, 'EXMAN_MODEL_INVALID'],
    ['one that is not compiled', untrained, 'EXMAN_MODEL_INVALID'],
    ['one with another optimizer', () => compiled({ optimizer: 'rmsprop' }), 'EXMAN_MODEL_MISMATCH'],
    [
      'one with another layer',
      () => recompiled(chain(dense({ units: 2, inputShape: [3] }), tf.layers.dropout({ rate: 0.5 }))),
      'EXMAN_MODEL_MISMATCH',
    ],
    [
      'one of another shape',
      () => recompiled(chain(dense({ units: 3, inputShape: [3] }))),
      'EXMAN_MODEL_MISMATCH',
    ],
    [
      'one that is frozen',
      () => recompiled(chain(dense({ units: 2, inputShape: [3], trainable: false }))),
      'EXMAN_MODEL_MISMATCH',
    ],
  ])('%s', async (_, make, code) => {
    const before = await trained()
    const { run } = goOn(before)
    const model = make() as tf.LayersModel
    const isModel = typeof model?.getWeights === 'function'
    const look = async () => [isModel && (await knownBy(model)), stateOf(run.dir), tf.memory().numTensors]
    const seen = await look()
    const error = await rejection(run.restore(model))
    expect(error).toMatchObject({ code })
    expect(await look()).toEqual(seen)
    // The right one goes on.
    expect(await run.restore(adam())).toBe(2)
  })

  function recompiled(model: tf.LayersModel): tf.LayersModel {
    model.compile({ optimizer: tf.train.adam(0.05), loss: 'meanSquaredError' })
    return model
  }
})
