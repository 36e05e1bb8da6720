import { TensorflowError } from '../../src'
import { optimizerState, optimizerVariables, type OptimizerState } from '../../src/training/optimizer-state'
import { checkOptimizer, restoreOptimizer, type TrainedWeight } from '../../src/training/restore-optimizer'
import { thrown } from '../faults/thrown'
import { compiled, tf, TWO_EPOCHS, weightsOf, x, y } from './tiny'

interface Inside {
  learningRate: number
  iterations: number
  setLearningRate?: (rate: number) => void
}

const inside = (optimizer: tf.Optimizer) => optimizer as unknown as Inside
const trainableOf = (model: tf.LayersModel) => model.trainableWeights as unknown as TrainedWeight[]

/** A state as it comes back from the files of a checkpoint. */
async function stored(optimizer: tf.Optimizer): Promise<OptimizerState> {
  const state = await optimizerState(tf, optimizer)
  return { ...state, tensors: state.tensors.map((tensor) => ({ ...tensor, bytes: tensor.bytes.slice() })) }
}

/** All that an optimizer remembers, as texts that compare. */
async function stateOf(optimizer: tf.Optimizer): Promise<string> {
  return JSON.stringify(comparable(await optimizerState(tf, optimizer)))
}

const comparable = (state: OptimizerState) => ({
  ...state,
  tensors: state.tensors.map((each) => ({ ...each, bytes: [...each.bytes] })),
})

const OPTIMIZERS: [string, () => tf.Optimizer][] = [
  ['sgd', () => tf.train.sgd(0.1)],
  ['momentum', () => tf.train.momentum(0.1, 0.9)],
  ['momentum, after Nesterov', () => tf.train.momentum(0.1, 0.9, true)],
  ['adagrad', () => tf.train.adagrad(0.1)],
  ['adadelta', () => tf.train.adadelta(0.5)],
  ['adam', () => tf.train.adam(0.05)],
  ['adamax', () => tf.train.adamax(0.05)],
  ['rmsprop', () => tf.train.rmsprop(0.02, 0.9)],
  ['rmsprop, with momentum', () => tf.train.rmsprop(0.02, 0.9, 0.5)],
  ['rmsprop, centred', () => tf.train.rmsprop(0.02, 0.9, 0.5, undefined, true)],
]

/** How somebody may have changed the learning rate. */
const RATES: [string, (optimizer: tf.Optimizer) => void][] = [
  ['as it was', () => undefined],
  ['after setLearningRate', (optimizer) => inside(optimizer).setLearningRate?.(0.025)],
  ['after the field was written', (optimizer) => void (inside(optimizer).learningRate = 0.025)],
  [
    'after both',
    (optimizer) => {
      inside(optimizer).setLearningRate?.(0.0125)
      inside(optimizer).learningRate = 0.3
    },
  ],
]

/** Trained for two epochs, with another learning rate from then on. */
async function trained(make: () => tf.Optimizer, change: (optimizer: tf.Optimizer) => void) {
  const model = compiled({ optimizer: make() })
  await model.fit(x, y, TWO_EPOCHS)
  change(model.optimizer)
  return { model, state: await stored(model.optimizer) }
}

/** The weights and the optimizer after two more epochs. */
async function goingOn(model: tf.LayersModel) {
  await model.fit(x, y, TWO_EPOCHS)
  return { weights: weightsOf(model), optimizer: await stateOf(model.optimizer) }
}

describe.each(OPTIMIZERS)('%s', (_, make) => {
  describe.each(RATES)('%s', (__, change) => {
    test.each(['a new', 'a trained'])('goes on in %s one as if it had never stopped', async (kind) => {
      const { model, state } = await trained(make, change)
      const again = compiled({ optimizer: make() })
      if (kind === 'a trained') await again.fit(tf.neg(x), tf.neg(y), { ...TWO_EPOCHS, epochs: 3 })
      checkOptimizer(again.optimizer, state, trainableOf(again), '')
      restoreOptimizer(tf, again.optimizer, state)
      again.setWeights(model.getWeights())
      expect(await stateOf(again.optimizer)).toBe(await stateOf(model.optimizer))
      expect(inside(again.optimizer).iterations).toBe(6)
      expect(await goingOn(again)).toEqual(await goingOn(model))
    })
  })

  test('the learning rate is the stored one, not that of the new optimizer', async () => {
    const { state } = await trained(make, (optimizer) => void (inside(optimizer).learningRate = 0.125))
    const optimizer = make()
    restoreOptimizer(tf, optimizer, state)
    expect(inside(optimizer).learningRate).toBe(0.125)
  })

  test('that has taken no step forgets what the other one had', async () => {
    const { model } = await trained(make, () => undefined)
    const fresh = make()
    const state = await stored(fresh)
    checkOptimizer(model.optimizer, state, trainableOf(model), '')
    restoreOptimizer(tf, model.optimizer, state)
    expect(await stateOf(model.optimizer)).toBe(await stateOf(fresh))
  })

  test('has no weights to train itself, and stays also when it was restored in a tidy', async () => {
    const { state } = await trained(make, () => undefined)
    const optimizer = make()
    tf.tidy(() => restoreOptimizer(tf, optimizer, state))
    const accumulators = optimizerVariables(optimizer).filter(({ name }) => name.includes('.'))
    const trainable = accumulators.filter(({ tensor }) => (tensor as tf.Variable).trainable)
    expect(trainable.map(({ name }) => name)).toEqual([])
    expect(await stateOf(optimizer)).toBe(JSON.stringify(comparable(state)))
  })

  test('leaves no tensor behind, neither its own nor those it had', async () => {
    const { model, state } = await trained(make, () => undefined)
    const before = tf.memory().numTensors
    for (let time = 0; time < 3; time++) restoreOptimizer(tf, model.optimizer, state)
    expect(tf.memory().numTensors).toBe(before)
  })

  test('is disposed of as ever, once it was restored', async () => {
    const { state } = await trained(make, () => undefined)
    const [restored, used] = [make(), make()]
    restoreOptimizer(tf, restored, state)
    await compiled({ optimizer: used }).fit(x, y, TWO_EPOCHS)
    const freedBy = (optimizer: tf.Optimizer) => {
      const before = tf.memory().numTensors
      optimizer.dispose()
      return before - tf.memory().numTensors
    }
    expect(freedBy(restored)).toBe(freedBy(used))
  })
})

test.each([
  ['sgd', () => tf.train.sgd(0.1)],
  ['momentum', () => tf.train.momentum(0.1, 0.9)],
])('%s takes its step from the learning rate, where a checkpoint lacks it', async (_, make) => {
  const { model, state } = await trained(make, (optimizer) => inside(optimizer).setLearningRate!(0.025))
  const again = compiled({ optimizer: make() })
  restoreOptimizer(tf, again.optimizer, {
    ...state,
    tensors: state.tensors.filter(({ name }) => name !== 'c'),
  })
  again.setWeights(model.getWeights())
  expect(await goingOn(again)).toEqual(await goingOn(model))
})

test('the test would see it: without its state an optimizer goes another way', async () => {
  const { model } = await trained(
    () => tf.train.adam(0.05),
    () => undefined,
  )
  const again = compiled({ optimizer: tf.train.adam(0.05) })
  again.setWeights(model.getWeights())
  expect(await goingOn(again)).not.toEqual(await goingOn(model))
})

describe('one that does not belong to the state is refused, and unchanged', () => {
  const layers = (...trainable: boolean[]) => {
    const model = tf.sequential({
      layers: trainable.map((each) => tf.layers.dense({ units: 3, inputShape: [3], trainable: each })),
    })
    model.compile({ optimizer: tf.train.adam(0.05), loss: 'meanSquaredError' })
    return model
  }
  const wider = (units: number) => {
    const model = tf.sequential({
      layers: [tf.layers.dense({ units, inputShape: [3] }), tf.layers.dense({ units: 3 })],
    })
    model.compile({ optimizer: tf.train.adam(0.05), loss: 'meanSquaredError' })
    return model
  }
  const of = (optimizer: tf.Optimizer) => () => compiled({ optimizer })

  test.each<[string, () => tf.LayersModel, () => tf.LayersModel, RegExp]>([
    [
      'another class',
      of(tf.train.adam()),
      of(tf.train.sgd(0.1)),
      /its optimizer is Adam in the checkpoint and SGD in the model/,
    ],
    [
      'a class that is nearly the same',
      of(tf.train.momentum(0.1, 0.9)),
      of(tf.train.sgd(0.1)),
      /its optimizer is Momentum in the checkpoint and SGD in the model/,
    ],
    [
      'a model of other shapes',
      () => wider(4),
      () => wider(5),
      /number 1 has the shape \[3, 4\], and in the model that is dense_Dense\d+\/kernel of shape \[3, 5\]/,
    ],
    [
      'a model with a layer frozen',
      () => layers(true, true),
      () => layers(true, false),
      /number 3 has the shape \[3, 3\], and in the model that is nothing that trains/,
    ],
    [
      'a model with a layer frozen no more',
      () => layers(true, false),
      () => layers(true, true),
      /the optimizer has trained 2 weights, and the model has 4 that train/,
    ],
  ])('%s', async (_, before, now, how) => {
    const [model, again] = [before(), now()]
    const outputs = model.outputShape[1] as number
    await model.fit(x, tf.zeros([12, outputs]), TWO_EPOCHS)
    const state = await stored(model.optimizer)
    const [held, tensors] = [await stateOf(again.optimizer), tf.memory().numTensors]
    const check = () => checkOptimizer(again.optimizer, state, trainableOf(again), 'model.07')
    const error = thrown(check) as Error
    expect(error).toBeInstanceOf(TensorflowError)
    expect(error).toMatchObject({ code: 'EXMAN_MODEL_MISMATCH' })
    expect(error.message).toContain('The model does not fit the checkpoint model.07: ')
    expect(error.message).toMatch(how)
    expect(await stateOf(again.optimizer)).toBe(held)
    expect(tf.memory().numTensors).toBe(tensors)
  })

  test('one of another tfjs, that lacks a field', async () => {
    const { model, state } = await trained(
      () => tf.train.adam(),
      () => undefined,
    )
    const renamed = state.tensors.map((tensor) => ({
      ...tensor,
      name: tensor.name.replace('accBeta1', 'beta'),
    }))
    const check = () =>
      checkOptimizer(model.optimizer, { ...state, tensors: renamed }, trainableOf(model), '')
    expect(check).toThrow('the optimizer Adam has no field beta.')
  })
})
