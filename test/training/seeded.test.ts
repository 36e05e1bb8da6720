/** `run.seeded`. */
import { setTimeout } from 'node:timers/promises'
import { begin, goOn } from './sessions'
import { compiled, prepare, tf, TWO_EPOCHS, weightsOf, x, y } from './tiny'

const adam = () => compiled({ optimizer: tf.train.adam(0.05) })
const SHUFFLED = { ...TWO_EPOCHS, shuffle: true }

const numbers = () => [Math.random(), Math.random()]

test('gives each call numbers of its own, and the same in another run with the seed', () => {
  const drawn = [begin(), begin()].map(({ run }) => [run.seeded(numbers), run.seeded(numbers)])
  expect(drawn[0]).toEqual(drawn[1])
  expect(new Set(drawn[0]!.flat()).size).toBe(4)
  expect(begin({ seed: 8 }).run.seeded(numbers)).not.toEqual(drawn[0]![0])
})

test('gives them again when the run goes on', async () => {
  const before = begin()
  const first = before.run.seeded(numbers)
  await before.run.fit(adam(), x, y, SHUFFLED)
  expect(goOn(before).run.seeded(numbers)).toEqual(first)
})

test('gives models the same weights', () => {
  const build = () => tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [3] })] })
  const [a, b] = [begin(), begin()].map(({ run }) => weightsOf(run.seeded(build)))
  expect(a).toEqual(b)
})

test('draws a seed when there is none, and keeps it for the fit', async () => {
  const { run } = prepare({ monitor: 'loss' })
  const drawn = run.seeded(numbers)
  const { seed } = run.record
  await run.fit(adam(), x, y, SHUFFLED)
  expect(run.record.seed).toBe(seed)
  expect(begin({ seed: seed! }).run.seeded(numbers)).toEqual(drawn)
})

test('leaves a run without a seed that was trained so', async () => {
  const callbacks = prepare({ monitor: 'loss' })
  await adam().fit(x, y, { ...TWO_EPOCHS, callbacks })
  const { random } = Math
  expect(callbacks.run.seeded(() => Math.random)).toBe(random)
  expect(callbacks.run.record.seed).toBeNull()
})

test('waits for what it is given', async () => {
  const { run } = begin()
  const late = async () => [...(await setTimeout(2, numbers())), ...numbers()]
  const [sync, awaited] = [begin().run.seeded(() => [...numbers(), ...numbers()]), await run.seeded(late)]
  expect(awaited).toEqual(sync)
})
