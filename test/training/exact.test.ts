/** A training that is stopped and goes on, in one call or another, ends as one that never stopped: bit for bit. */
import { ExperimentManager, type Run } from '../../src'
import { scratch } from '../faults/scratch'
import { expectWarnings } from '../warnings'
import { jsonOf, PARAMS, textOf, tf } from './tiny'

const ROWS = 40
const values = (count: number, wave: (at: number) => number) =>
  Array.from({ length: count }, (_, at) => wave(at))
const x = tf.tensor2d(values(ROWS * 3, Math.sin), [ROWS, 3])
const y = tf.tensor2d(values(ROWS * 2, Math.cos), [ROWS, 2])
const EPOCHS = 7
const FIT = { batchSize: 8, verbose: 0, validationSplit: 0.2 }

/** Chance in the initial weights, in dropout, and in the order of the rows; statistics that are no weights to train. */
function dense(optimizer: tf.Optimizer): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 6, inputShape: [3], activation: 'tanh', kernelConstraint: 'unitNorm' }),
      tf.layers.batchNormalization(),
      tf.layers.dropout({ rate: 0.3 }),
      tf.layers.dense({ units: 2 }),
    ],
  })
  const loss = (labels: tf.Tensor, given: tf.Tensor) => tf.losses.meanSquaredError(labels, given)
  model.compile({ optimizer, loss, metrics: ['mse'] })
  return model
}

function linear(optimizer: tf.Optimizer): tf.LayersModel {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] })
  model.compile({ optimizer, loss: 'meanSquaredError' })
  return model
}

function recurrent(optimizer: tf.Optimizer): tf.LayersModel {
  const input = tf.input({ shape: [3] })
  const steps = tf.layers.reshape({ targetShape: [3, 1] }).apply(input)
  const read = tf.layers.lstm({ units: 4, dropout: 0.2 }).apply(steps)
  const output = tf.layers.dense({ units: 2 }).apply(read) as tf.SymbolicTensor
  const model = tf.model({ inputs: input, outputs: output })
  model.compile({ optimizer, loss: 'meanSquaredError' })
  return model
}

/** Lowers the learning rate whenever the loss is better than the best so far, which it remembers. */
class Schedule extends tf.Callback {
  #best = Infinity
  readonly #optimizer: { learningRate: number; setLearningRate?: (rate: number) => void }

  constructor(optimizer: tf.Optimizer) {
    super()
    this.#optimizer = optimizer as never
  }

  override onEpochEnd(_epoch: number, logs?: tf.Logs): Promise<void> {
    // A number once early stopping, which comes first, has read it.
    const loss = logs!['loss']!
    if (!Number.isFinite(loss)) throw new Error('loss is no number')
    if (loss < this.#best) this.#lower(loss)
    return Promise.resolve()
  }

  #lower(loss: number): void {
    this.#best = loss
    const rate = this.#optimizer.learningRate * 0.8
    if (this.#optimizer.setLearningRate === undefined) this.#optimizer.learningRate = rate
    else this.#optimizer.setLearningRate(rate)
  }

  getState() {
    return { best: this.#best }
  }

  setState({ best }: { best: number }) {
    this.#best = best
  }
}

interface Way {
  build: () => tf.LayersModel
  /** Where the early stopping is to end it; never without. */
  patience?: number
  train: (run: Run, model: tf.LayersModel, epochs: number, mine: tf.CustomCallback[]) => Promise<unknown>
}

/** A training by sessions that end after so many epochs each, and what is left of it. */
async function trained({ build, patience = 99, train }: Way, stops: readonly number[]) {
  const expBaseDir = scratch()
  let left: object = {}
  for (const epochs of [...stops, EPOCHS]) {
    const expm = new ExperimentManager({ expBaseDir })
    const [before] = await expm.find(PARAMS)
    const { run } = expm.prepare(PARAMS, before === undefined ? { seed: 7 } : { resume: before.id })
    const model = run.seeded(build)
    const early = tf.callbacks.earlyStopping({ monitor: 'val_loss', minDelta: 0.02, patience })
    const mine = [early, new Schedule(model.optimizer)] as unknown as tf.CustomCallback[]
    await train(run, model, epochs, mine)
    const scores = { ...jsonOf(run, 'performances.json'), elapsedSeconds: null }
    const state = jsonOf(run, 'models', 'last', 'training-state.json')
    left = {
      weights: model.getWeights().map((tensor) => [...new Uint8Array(tensor.dataSync().slice().buffer)]),
      log: textOf(run, 'training-logs.csv').replace(/^(\d+),[^,]*/gm, '$1'),
      scores,
      state,
      checkpoints: jsonOf(run, 'models', 'best.json'),
    }
    model.optimizer.dispose()
    model.dispose()
  }
  return left
}

const plain: Way['train'] = async (run, model, epochs, mine) => {
  const initialEpoch = await run.restore(model)
  await model.fit(x, y, { ...FIT, epochs, initialEpoch, callbacks: [...run.callbacks(), ...mine] })
}
const inOneCall: Way['train'] = (run, model, epochs, mine) =>
  run.fit(model, x, y, { ...FIT, epochs, callbacks: mine })
const unshuffled: Way['train'] = (run, model, epochs, mine) =>
  run.fit(model, x, y, { ...FIT, epochs, shuffle: false, callbacks: mine })
const batches = () =>
  tf.data
    .zip({ xs: tf.data.array(x.arraySync()), ys: tf.data.array(y.arraySync()) })
    .batch(8) as unknown as tf.data.Dataset<tf.TensorContainerObject>
const validationData: [tf.Tensor, tf.Tensor] = [x, y]
const byDataset: Way['train'] = (run, model, epochs, mine) =>
  run.fitDataset(model, batches(), { epochs, verbose: 0, validationData, callbacks: mine })
const byBatchesPerEpoch: Way['train'] = (run, model, epochs, mine) =>
  run.fitDataset(model, batches().repeat(), {
    epochs,
    batchesPerEpoch: 3,
    verbose: 0,
    validationData,
    callbacks: mine,
  })

const byShuffledDataset: Way['train'] = (run, model, epochs, mine) => {
  const shuffled = tf.data
    .zip({ xs: tf.data.array(x.arraySync()), ys: tf.data.array(y.arraySync()) })
    .shuffle(ROWS, '7')
    .batch(8) as unknown as tf.data.Dataset<tf.TensorContainerObject>
  return run.fitDataset(model, shuffled, { epochs, verbose: 0, validationData, callbacks: mine })
}

const OPTIMIZERS: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.05),
  momentum: () => tf.train.momentum(0.05, 0.9, true),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.5),
  adam: () => tf.train.adam(0.02),
  adamax: () => tf.train.adamax(0.02),
  'centred rmsprop': () => tf.train.rmsprop(0.002, 0.9, 0.5, 1e-12, true),
}

const stopsOf = (label: string) => (label.length % 2 === 0 ? [3] : [1, 2, 5])

// tfjs's centred RMSProp divides by zero where a gradient is zero, as that of a bias before a batch normalization.
const modelFor = (label: string) => (label === 'centred rmsprop' ? linear : dense)

describe.each(Object.entries(OPTIMIZERS))('with %s', (label, make) => {
  test.each<[string, Way['train']]>([
    ['a plain fit from where `restore` says', plain],
    ['run.fit', inOneCall],
  ])('%s', async (_, train) => {
    const way = { build: () => modelFor(label)(make()), train }
    expect(await trained(way, stopsOf(label))).toEqual(await trained(way, []))
  })
})

test.each<[string, Omit<Way, 'build'>, (optimizer: tf.Optimizer) => tf.LayersModel]>([
  ['a fit without shuffling', { train: unshuffled }, dense],
  ['a fit that stops early', { train: inOneCall, patience: 2 }, dense],
  ['a plain fit that stops early', { train: plain, patience: 2 }, dense],
  ['a recurrent net', { train: inOneCall }, recurrent],
  ['run.fitDataset', { train: byDataset }, dense],
  ['run.fitDataset with batchesPerEpoch', { train: byBatchesPerEpoch }, dense],
  ['run.fitDataset with a shuffle that has a seed', { train: byShuffledDataset }, dense],
])('%s', async (_, way, build) => {
  const whole = { ...way, build: () => build(tf.train.adam(0.05)) }
  const straight = await trained(whole, [])
  for (const stops of [[4], [1, 2, 3, 4, 5, 6]]) expect(await trained(whole, stops)).toEqual(straight)
})

test('the test would see it: without the seed it is not the same', async () => {
  const warnings = expectWarnings()
  const way: Way = {
    build: () => dense(tf.train.sgd(0.05)),
    train: async (run, model, epochs, mine) => {
      run.recorder.hold().record.seed = null
      await plain(run, model, epochs, mine)
    },
  }
  const [a, b] = [await trained(way, [3]), await trained(way, [])]
  expect(a).not.toEqual(b)
  expect(warnings).toMatchObject([{ code: 'EXMAN_RESUME_INEXACT' }])
})
