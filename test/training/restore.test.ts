/** `run.restore(model)`: where a run goes on from. */
import { rmSync, truncateSync } from 'node:fs'
import { basename } from 'node:path'
import type { Run, RunCallbacks } from '../../src'
import { optimizerState } from '../../src/training/optimizer-state'
import { expectWarnings } from '../warnings'
import { begin, goOn } from './sessions'
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
  weightsOf,
  x,
  y,
} from './tiny'

/** All that a model knows. */
async function knownBy(model: tf.LayersModel) {
  const state = model.optimizer == null ? null : await optimizerState(tf, model.optimizer)
  const tensors = state?.tensors.map((tensor) => ({ ...tensor, bytes: [...tensor.bytes] }))
  return { weights: weightsOf(model), optimizer: { ...state, tensors } }
}

const adam = () => compiled({ optimizer: tf.train.adam(0.05) })

/** A run of two epochs, of which all checkpoints are kept. */
async function trained(
  model: tf.LayersModel = adam(),
  options: Parameters<typeof begin>[0] = {},
): Promise<RunCallbacks> {
  const callbacks = begin({ checkpoint: { keepLast: 9 }, ...options })
  await model.fit(x, y, { ...TWO_EPOCHS, callbacks })
  return callbacks
}

const dense = tf.layers.dense
const chain = (...layers: tf.layers.Layer[]) => tf.sequential({ layers })

function branching(): tf.LayersModel {
  const input = tf.input({ shape: [3] })
  const branches = [0, 1].map(() => dense({ units: 2 }).apply(input) as tf.SymbolicTensor)
  return tf.model({ inputs: input, outputs: tf.layers.add().apply(branches) as tf.SymbolicTensor })
}

function nested(isFrozen: boolean): tf.LayersModel {
  const inner = chain(
    dense({ units: 3, inputShape: [3] }),
    tf.layers.batchNormalization(),
    dense({ units: 3 }),
  )
  if (isFrozen) inner.trainable = false
  return chain(inner, dense({ units: 2 }))
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

describe('a damaged checkpoint', () => {
  const damage = (run: Pick<Run, 'path'>, name: string) =>
    truncateSync(run.path('models', name, 'weights.bin'), 5)

  test('is passed over and set aside, with a warning that is recorded', async () => {
    const warnings = expectWarnings()
    const before = await trained()
    const [first, second] = checkpointsOf(before.run)
    damage(before.run, second!)
    const { run } = goOn(before)
    expect(await run.restore(adam())).toBe(1)
    expect(warnings).toMatchObject([{ code: 'EXMAN_CHECKPOINT_DAMAGED' }])
    const told = `The checkpoint ${second} is damaged: weights.bin has 5 bytes, not 32. The run goes on from ${first} instead.`
    expect(warnings[0]!.text).toBe(`${run.id}: ${told}`)
    run.finish()
    expect(run.record.problems).toMatchObject([{ code: 'EXMAN_CHECKPOINT_DAMAGED', message: told }])
    expect(checkpointsOf(run)).toEqual([first])
    expect(jsonOf(run, 'models', 'last.json')).toMatchObject({ checkpoint: first, epoch: 1 })
    expect(stateOf(run.path('models')).join()).toContain(`aside.${second}/weights.bin`)
  })

  test('of an epoch that was saved before, too, gives way to that', async () => {
    expectWarnings()
    const before = await trained()
    const [, second] = checkpointsOf(before.run)
    damage(before.run, basename(await before.run.saveModel(adam(), { epoch: 2, metrics: { loss: 0.5 } })))
    const { run } = goOn(before)
    expect(await run.restore(adam())).toBe(2)
    expect(jsonOf(run, 'performances.json')).toMatchObject({ last: { epoch: 2, checkpoint: second } })
    expect(checkpointsOf(run)).toHaveLength(2)
  })

  test('when all are, nothing is changed, and the run does not begin again by itself', async () => {
    const before = await trained()
    for (const name of checkpointsOf(before.run)) damage(before.run, name)
    const { run } = goOn(before)
    const model = adam()
    const seen = [await knownBy(model), stateOf(run.dir)]
    const error = await rejection(run.restore(model))
    expect(error).toMatchObject({ code: 'EXMAN_CHECKPOINT_INVALID' })
    expect([await knownBy(model), stateOf(run.dir)]).toEqual(seen)
  })
})

describe('checkpoints that the user saves', () => {
  test('in the middle of an epoch are not gone on from', async () => {
    const before = begin({ checkpoint: { keepLast: 9 } })
    const model = adam()
    let epoch = 0
    const hooks = {
      onEpochBegin: (index: number) => void (epoch = index + 1),
      onBatchEnd: async (batch: number) => {
        if (epoch === 3 && batch === 1) {
          await before.run.saveModel(model)
          throw new Error('killed')
        }
      },
    }
    const fit = model.fit(x, y, { ...TWO_EPOCHS, epochs: 3, callbacks: before.run.callbacks(hooks) })
    expect((await rejection(fit)).message).toBe('killed')
    expect(checkpointsOf(before.run)).toMatchObject(
      [/^model\.01/, /^model\.02/, /^model\.03/].map((name) => expect.stringMatching(name) as string),
    )
    const { run } = goOn(before)
    expect(await run.restore(adam())).toBe(2)
    expect(checkpointsOf(run)).toHaveLength(2)
  })

  test.each([
    ['a model', untrained],
    ['one with a frozen one inside', () => nested(true)],
  ])('of a hand-written loop, after its epoch was logged, are: %s', async (_, build) => {
    const make = () => {
      const model = build()
      model.compile({ optimizer: tf.train.adam(0.05), loss: 'meanSquaredError' })
      return model
    }
    const before = begin()
    const model = make()
    const loss = () => (model.apply(x) as tf.Tensor).sub(y).square().mean<tf.Scalar>()
    for (let epoch = 1; epoch <= 3; epoch++) {
      before.run.log({ loss: model.optimizer.minimize(loss, true)!.dataSync()[0]! })
      await before.run.saveModel(model)
    }
    before.run.finish()
    const { run } = goOn(before)
    const again = make()
    expect(await run.restore(again)).toBe(3)
    expect(await knownBy(again)).toEqual(await knownBy(model))
    run.log({ loss: 0 })
    expect(rowsOf(run)).toHaveLength(4)
  })

  test('of a model that was not compiled have no optimizer, which is warned of', async () => {
    const warnings = expectWarnings()
    const before = begin()
    const model = untrained()
    before.run.log({ loss: 1 })
    await before.run.saveModel(model)
    before.run.finish()
    const { run } = goOn(before)
    const again = adam()
    expect(await run.restore(again)).toBe(1)
    expect(weightsOf(again)).toEqual(weightsOf(model))
    expect(warnings).toMatchObject([{ code: 'EXMAN_RESUME_INEXACT' }])
    expect(warnings[0]!.text).toContain('its checkpoint holds no optimizer')
    run.finish()
  })
})
