/** In seeded fits `Math.random` is exchanged, and put back whatever becomes of them. */
import type { Run } from '../../../src'
import { begin } from '../sessions'
import { compiled, dataset, prepare, rejection, tf, TWO_EPOCHS, weightsOf, x, y } from '../tiny'
import { original } from './original'

const SHUFFLED = { batchSize: 4, verbose: 0, shuffle: true } as const

test('it is its own before, between and after fits', async () => {
  const callbacks = begin()
  const model = compiled()
  expect(Math.random).toBe(original)
  for (const epochs of [1, 2]) {
    await model.fit(x, y, { ...SHUFFLED, epochs, initialEpoch: epochs - 1, callbacks })
    expect(Math.random).toBe(original)
  }
  await model.fitDataset(dataset(), { epochs: 1, verbose: 0, callbacks })
  expect(Math.random).toBe(original)
})

const HOOKS = ['onTrainBegin', 'onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd']

const instance = (hooks: object) => new tf.CustomCallback(hooks, 1)
const CALLBACKS: [string, (run: Run, hooks: object) => unknown[], string[]][] = [
  ['a plain object', (run, hooks) => run.callbacks(hooks), HOOKS],
  ['an instance behind ours', (run, hooks) => [...run.callbacks(), instance(hooks)], [...HOOKS, 'onYield']],
  ['an instance before ours', (run, hooks) => [instance(hooks), ...run.callbacks()], [...HOOKS, 'onYield']],
]

describe.each(CALLBACKS)('it is put back when %s throws', (_, listOf, names) => {
  test.each(names)('in %s', async (name) => {
    const { run } = begin()
    let seen: unknown
    const hook = () => {
      seen = Math.random
      throw new Error(name)
    }
    const callbacks = listOf(run, { [name]: hook }) as tf.CustomCallback[]
    const error = await rejection(compiled().fit(x, y, { ...SHUFFLED, epochs: 2, callbacks }))
    expect(error.message).toBe(name)
    expect(seen).not.toBe(original)
    expect(Math.random).toBe(original)
  })
})

test.each<[string, (callbacks: tf.CustomCallback[]) => Promise<unknown>]>([
  ['before the fit', (callbacks) => compiled().fit(x, tf.zeros([11, 2]), { ...SHUFFLED, callbacks })],
  [
    'in a loss',
    (callbacks) => {
      const loss = () => {
        throw new Error('no loss')
      }
      return compiled({ loss }).fit(x, y, { ...SHUFFLED, callbacks })
    },
  ],
  [
    'in the data',
    (callbacks) => {
      const broken = tf.data.generator<tf.TensorContainer>(function* () {
        throw new Error('no data')
      })
      return compiled().fitDataset(broken.batch(4), { epochs: 1, verbose: 0, callbacks })
    },
  ],
  [
    'while callbacks are told of the model',
    (callbacks) => {
      const late = Object.assign(new tf.CustomCallback({}), {
        setModel: () => {
          throw new Error('no model')
        },
      })
      return compiled().fit(x, y, { ...SHUFFLED, callbacks: [...callbacks, late] })
    },
  ],
])('it is put back when tfjs throws: %s', async (_, fit) => {
  await rejection(fit([...begin()]))
  expect(Math.random).toBe(original)
})

test.each([{ epochs: 0 }, { epochs: 2, initialEpoch: 2 }, { epochs: 1, initialEpoch: 5 }])(
  'it is put back after a fit without epochs: %j',
  async (args) => {
    await compiled().fit(x, y, { ...SHUFFLED, ...args, callbacks: begin() })
    expect(Math.random).toBe(original)
  },
)

test('for a run without a seed it is never touched', async () => {
  const seen = new Set<unknown>()
  const look = () => void seen.add(Math.random)
  const hooks = Object.fromEntries(HOOKS.map((name) => [name, look]))
  const writes = jest.fn()
  Object.defineProperty(Math, 'random', { configurable: true, get: () => original, set: writes })
  try {
    const { run } = prepare({ monitor: 'loss' })
    await compiled().fit(x, y, { ...TWO_EPOCHS, shuffle: true, callbacks: run.callbacks(hooks) })
  } finally {
    Object.defineProperty(Math, 'random', { configurable: true, writable: true, value: original })
  }
  expect([...seen]).toEqual([original])
  expect(writes).not.toHaveBeenCalled()
})

describe('two seeded fits at once', () => {
  test('the second is refused before it trains, and the first is none the worse', async () => {
    const [first, second, alone] = [begin(), begin(), begin()]
    const models = [compiled(), compiled(), compiled()] as const
    let refused: Promise<Error> | undefined
    const onBatchEnd = () => {
      refused ??= rejection(models[1].fit(x, y, { ...SHUFFLED, epochs: 1, callbacks: second }))
    }
    await models[0].fit(x, y, { ...SHUFFLED, epochs: 3, callbacks: first.run.callbacks({ onBatchEnd }) })
    expect(await refused).toMatchObject({ code: 'EXMAN_RANDOM_BUSY', run: second.run.id })
    expect(second.run.status).toBe('created')
    await models[2].fit(x, y, { ...SHUFFLED, epochs: 3, callbacks: alone })
    expect(weightsOf(models[0])).toEqual(weightsOf(models[2]))
    // Its turn comes.
    await models[1].fit(x, y, { ...SHUFFLED, epochs: 1, callbacks: second })
    expect(second.run.status).toBe('done')
  })

  test('one without a seed is not refused', async () => {
    const other = prepare({ monitor: 'loss' })
    let fit: Promise<unknown> | undefined
    const onBatchEnd = () => {
      fit ??= compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: other })
    }
    await compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: begin().run.callbacks({ onBatchEnd }) })
    await fit
    expect(other.run.status).toBe('done')
  })
})
