import { optimizerState, optimizerVariables } from '../../src/training/optimizer-state'
import { compiled, tf, TWO_EPOCHS, x, y } from './tiny'

const moments = (...fields: string[]) => fields.flatMap((field) => [`${field}.0`, `${field}.1`])

const OPTIMIZERS: [string, () => tf.Optimizer, string, number, string[]][] = [
  ['sgd', () => tf.train.sgd(0.01), 'SGD', 0.01, ['c']],
  ['momentum', () => tf.train.momentum(0.02, 0.9), 'Momentum', 0.02, [...moments('accumulations'), 'c']],
  ['adagrad', () => tf.train.adagrad(0.03), 'Adagrad', 0.03, moments('accumulatedGrads')],
  [
    'adadelta',
    () => tf.train.adadelta(0.04),
    'Adadelta',
    0.04,
    moments('accumulatedGrads', 'accumulatedUpdates'),
  ],
  [
    'adam',
    () => tf.train.adam(0.05),
    'Adam',
    0.05,
    ['accBeta1', 'accBeta2', ...moments('accumulatedFirstMoment', 'accumulatedSecondMoment')],
  ],
  [
    'adamax',
    () => tf.train.adamax(0.06),
    'Adamax',
    0.06,
    ['accBeta1', ...moments('accumulatedFirstMoment', 'accumulatedWeightedInfNorm'), 'iteration'],
  ],
  [
    'rmsprop',
    () => tf.train.rmsprop(0.07),
    'RMSProp',
    0.07,
    moments('accumulatedMeanSquares', 'accumulatedMoments'),
  ],
  [
    'rmsprop, centred',
    () => tf.train.rmsprop(0.08, 0.9, 0.1, undefined, true),
    'RMSProp',
    0.08,
    moments('accumulatedMeanGrads', 'accumulatedMeanSquares', 'accumulatedMoments'),
  ],
]

const bytesOf = (tensor: tf.Tensor) => [...new Uint8Array((tensor.dataSync() as Float32Array).slice().buffer)]

describe.each(OPTIMIZERS)('%s', (_, make, name, learningRate, tensors) => {
  test('gives its class, learning rate, steps, and the bytes of every variable', async () => {
    const optimizer = make()
    await compiled({ optimizer }).fit(x, y, TWO_EPOCHS)
    const state = await optimizerState(tf, optimizer)
    expect(state).toMatchObject({ class: name, learningRate, iterations: 6 })
    expect(state.tensors.map((tensor) => tensor.name)).toEqual(tensors)
    const live = optimizerVariables(optimizer)
    expect(state.tensors.map(({ bytes }) => [...bytes])).toEqual(live.map(({ tensor }) => bytesOf(tensor)))
    expect(state.tensors.map(({ shape, dtype }) => ({ shape, dtype }))).toEqual(
      live.map(({ tensor: { shape, dtype } }) => ({ shape, dtype })),
    )
  })

  test('has all that tfjs itself saves of it', async () => {
    const optimizer = make()
    await compiled({ optimizer }).fit(x, y, TWO_EPOCHS)
    const own = optimizerVariables(optimizer).map(({ tensor }) => bytesOf(tensor).join())
    // Adamax cannot be saved by tfjs at all. The first of the weights counts the steps.
    const saved = name === 'Adamax' ? [] : (await optimizer.getWeights()).slice(1)
    expect(own).toEqual(expect.arrayContaining(saved.map(({ tensor }) => bytesOf(tensor).join())))
  })

  test('takes no step and has no moments before the first fit', async () => {
    const state = await optimizerState(tf, make())
    expect(state.iterations).toBe(0)
    expect(state.tensors.filter(({ name }) => name.includes('.'))).toEqual([])
  })

  test('leaves no tensor behind', async () => {
    const optimizer = make()
    await compiled({ optimizer }).fit(x, y, TWO_EPOCHS)
    const before = tf.memory().numTensors
    await optimizerState(tf, optimizer)
    expect(tf.memory().numTensors).toBe(before)
  })
})

test('the learning rate is the one in force', async () => {
  const optimizer = tf.train.adam(0.05)
  ;(optimizer as unknown as { learningRate: number }).learningRate = 0.001
  expect(await optimizerState(tf, optimizer)).toMatchObject({ learningRate: 0.001 })
})
