import type { RunCallbacks } from '../../../src'
import { compiled, dataset, prepare, rowsOf, textOf, tf, TWO_EPOCHS, x, y } from '../tiny'

/** A subclass as tfjs's documentation shows it: it sees tensors, and gives the event loop no turn. */
class Quiet extends tf.Callback {}

const stopping = () => tf.callbacks.earlyStopping({ monitor: 'loss', patience: 9 })

const LISTS: [string, (callbacks: RunCallbacks) => unknown][] = [
  ['the list itself', (callbacks) => callbacks],
  ['[...ours]', (callbacks) => [...callbacks]],
  ['the one callback without a list', (callbacks) => callbacks[0]],
  ['[...ours, tf.callbacks.earlyStopping()]', (callbacks) => [...callbacks, stopping()]],
  ['[tf.callbacks.earlyStopping(), ...ours]', (callbacks) => [stopping(), ...callbacks]],
  ['[a tf.Callback, ...ours]', (callbacks) => [new Quiet(), ...callbacks]],
  ['[...ours, a tf.Callback]', (callbacks) => [...callbacks, new Quiet()]],
  ['[a tf.CustomCallback, ...ours]', (callbacks) => [new tf.CustomCallback({}), ...callbacks]],
  ['[a plain object, ...ours]', (callbacks) => [{ onBatchEnd: () => undefined }, ...callbacks]],
  ['[two plain objects, ...ours]', (callbacks) => [{ onEpochEnd: () => undefined }, {}, ...callbacks]],
]

describe.each(LISTS)('%s', (_, listOf) => {
  test.each([0, 1] as const)('records each epoch of a fit (verbose: %d)', async (verbose) => {
    const callbacks = prepare()
    const list = listOf(callbacks) as tf.CustomCallback[]
    const args = { ...TWO_EPOCHS, verbose, validationSplit: 0.25, callbacks: list }
    const { history } = await compiled({ metrics: ['mae'] }).fit(x, y, args)
    const { run } = callbacks
    expect(run.status).toBe('done')
    expect(textOf(run, 'training-logs.csv')).toMatch(/^epoch,seconds,loss,mae,val_loss,val_mae\n/)
    expect(rowsOf(run)).toEqual(
      [0, 1].map((at) => ({
        epoch: at + 1,
        ...Object.fromEntries(Object.entries(history).map(([name, numbers]) => [name, numbers[at]])),
      })),
    )
    expect(run.scores).toMatchObject({ monitor: 'val_loss', epochs: 2 })
    expect(run.scores?.last?.checkpoint).toMatch(/^model\.02-/)
  })

  test('records a fitDataset', async () => {
    const callbacks = prepare({ monitor: 'loss' })
    const list = listOf(callbacks) as tf.CustomCallback[]
    const model = compiled()
    const { history } = await model.fitDataset(dataset(), { epochs: 2, verbose: 0, callbacks: list })
    expect(rowsOf(callbacks.run)).toEqual(history.loss!.map((loss, at) => ({ epoch: at + 1, loss })))
  })

  test('leaves numbers in the history', async () => {
    const list = listOf(prepare()) as tf.CustomCallback[]
    const { history } = await compiled().fit(x, y, { ...TWO_EPOCHS, validationSplit: 0.25, callbacks: list })
    expect(Object.keys(history).sort()).toEqual(['loss', 'val_loss'])
    expect(Object.values(history).flat()).toEqual(Array(4).fill(expect.any(Number)))
  })
})

test('the list is an ordinary array of one callback, and knows its run', () => {
  const callbacks = prepare()
  expect(Array.isArray(callbacks)).toBe(true)
  expect(callbacks).toHaveLength(1)
  expect(callbacks[0]).toBeInstanceOf(tf.CustomCallback)
  expect(callbacks.run.dir).toContain('run--')
  expect(Object.keys(callbacks)).toEqual(['0'])
})

/** Lets an epoch last for longer than the 125 ms after which tfjs lets the event loop have its turn. */
class Slow extends tf.Callback {
  override async onBatchEnd() {
    const end = Date.now() + 60
    while (Date.now() < end);
    return Promise.resolve()
  }
}

test.each([
  ['tfjs alone lets no timer go off during an epoch', () => [], false],
  ['with ours, timers go off during an epoch', () => [...prepare({ monitor: 'loss' })], true],
])('%s', async (_, ours, expected) => {
  let ticks = 0
  let ticksInEpoch = 0
  class Last extends tf.Callback {
    override async onBatchEnd() {
      return Promise.resolve(void (ticksInEpoch = ticks))
    }
  }
  const list = [new Slow(), ...ours(), new Last()] as tf.CustomCallback[]
  const timer = setInterval(() => (ticks += 1), 1)
  await compiled().fit(x, y, { ...TWO_EPOCHS, epochs: 1, batchSize: 2, callbacks: list })
  clearInterval(timer)
  expect(ticksInEpoch > 0).toBe(expected)
})

const OPTIMIZERS: [string, () => tf.Optimizer][] = [
  ['sgd', () => tf.train.sgd(0.01)],
  ['momentum', () => tf.train.momentum(0.01, 0.9)],
  ['adagrad', () => tf.train.adagrad(0.01)],
  ['adadelta', () => tf.train.adadelta()],
  ['adam', () => tf.train.adam()],
  ['adamax', () => tf.train.adamax()],
  ['rmsprop, centred', () => tf.train.rmsprop(0.01, 0.9, 0.1, undefined, true)],
]

test.each(OPTIMIZERS)('no tensor is left behind by fits and their checkpoints (%s)', async (_, optimizer) => {
  const model = compiled({ optimizer: optimizer(), metrics: ['mae'] })
  const fit = async (callbacks: tf.CustomCallback[]) => {
    await model.fit(x, y, { ...TWO_EPOCHS, validationSplit: 0.25, callbacks })
    await model.fitDataset(dataset(), { epochs: 1, verbose: 0, callbacks })
  }
  // The optimizer makes its variables, and tfjs what it keeps for a model, in the first fits.
  await fit([])
  const before = tf.memory().numTensors
  await fit([])
  const alone = tf.memory().numTensors - before
  const start = tf.memory().numTensors
  await fit(prepare())
  expect(tf.memory().numTensors - start).toBe(alone)
  model.dispose()
})
