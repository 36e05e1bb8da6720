/** `run.fitDataset`. */
import { datasetFrom } from '../../src/training/fit'
import { expectWarnings } from '../warnings'
import { begin, goOn } from './sessions'
import { compiled, dataset, tf, weightsOf } from './tiny'

const adam = () => compiled({ optimizer: tf.train.adam(0.05) })

/** Rows that are changed by chance each time they are read. */
const noisy = () =>
  dataset().map((batch) => {
    const { xs, ys } = batch as { xs: tf.Tensor; ys: tf.Tensor }
    return { xs: tf.add(xs, Math.random()), ys }
  })

/** The batches in another order each time they are read. */
const shuffled = () => dataset().shuffle(3, 'seed')

/** Not enough for all epochs. */
const few = () => noisy().repeat(2)

test.each<[string, () => tf.data.Dataset<tf.TensorContainer>, number | undefined]>([
  ['a dataset', dataset, undefined],
  ['a dataset with chance', noisy, undefined],
  ['a dataset that is shuffled with a seed', shuffled, undefined],
  ['batches of one that is shuffled with a seed', () => shuffled().repeat(), 2],
  ['batches of an endless dataset', () => noisy().repeat(), 2],
  ['batches of one that begins anew between epochs', () => dataset().repeat(), 5],
  ['batches of one that comes to its end', few, 2],
])('goes on as one that never stopped: %s', async (_, make, batchesPerEpoch) => {
  if (make === few) expectWarnings()
  const args = {
    epochs: 5,
    verbose: 0,
    ...(batchesPerEpoch === undefined ? {} : { batchesPerEpoch }),
  } as const
  const straight = adam()
  const whole = await begin().run.fitDataset(straight, make(), args)
  let callbacks = begin()
  for (const epochs of [1, 3]) {
    await callbacks.run.fitDataset(adam(), make(), { ...args, epochs })
    callbacks = goOn(callbacks)
  }
  const model = adam()
  const { history } = await callbacks.run.fitDataset(model, make(), args)
  expect(weightsOf(model)).toEqual(weightsOf(straight))
  expect(history).toEqual(whole.history)
})

test('what is passed over is disposed of, and what is left is given', async () => {
  const before = tf.memory().numTensors
  const iterator = await datasetFrom(tf, dataset(), { epochs: 2, batchesPerEpoch: 1 }).iterator()
  const { value } = (await iterator.next()) as { value: { xs: tf.Tensor; ys: tf.Tensor } }
  const [, , last] = (await dataset().toArray()) as { xs: tf.Tensor; ys: tf.Tensor }[]
  expect([...value.xs.dataSync()]).toEqual([...last!.xs.dataSync()])
  expect((await iterator.next()).done).toBe(true)
  // One batch of two tensors here, and three of the other.
  expect(tf.memory().numTensors - before).toBe(2 + 6)
})

test('the test would see it: a shuffle gives another order each time', async () => {
  const read = async (each: tf.data.Dataset<tf.TensorContainer>) => {
    const batches = (await each.toArray()) as { xs: tf.Tensor }[]
    return batches.map(({ xs }) => [...xs.dataSync()])
  }
  const once = shuffled()
  expect(await read(once)).not.toEqual(await read(once))
  expect(await read(shuffled())).toEqual(await read(shuffled()))
})

test('a dataset from its beginning is the dataset itself', () => {
  const whole = dataset()
  expect(datasetFrom(tf, whole, { epochs: 0, batchesPerEpoch: 2 })).toBe(whole)
})

test('more than there is may be passed over', async () => {
  const iterator = await datasetFrom(tf, dataset(), { epochs: 50, batchesPerEpoch: 2 }).iterator()
  expect(await iterator.next()).toMatchObject({ done: true })
})
