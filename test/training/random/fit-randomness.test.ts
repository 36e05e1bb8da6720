import { FitRandomness } from '../../../src/training/random/fit-randomness'
import { stream } from '../../../src/training/random/generator'
import { rowOrder } from '../../../src/training/random/row-order'
import { begin, goOn, noting, numbered } from '../sessions'
import { compiled, dataset, tf, weightsOf, x, y } from '../tiny'
import './original'

const SHUFFLED = { batchSize: 4, verbose: 0, shuffle: true } as const

/** The order that the shuffles of these epochs make of 12 rows, or so many, that were in their own order. */
const orderOf = (epochs: number[], rows = 12) => [
  ...rowOrder(
    rows,
    epochs.map((epoch) => stream(7, `shuffle ${epoch}`)),
  ),
]

describe('the order of the rows', () => {
  test('is made by the streams of the seed, each epoch out of the one before', async () => {
    const { model, rows } = noting()
    await model.fit(x, numbered, { ...SHUFFLED, epochs: 3, callbacks: begin() })
    expect(rows).toEqual([orderOf([1]), orderOf([1, 2]), orderOf([1, 2, 3])].flat())
  })

  test('is the same whatever callbacks draw', async () => {
    const draw = () => void Math.random()
    const { run } = begin()
    const hooks = {
      onTrainBegin: draw,
      onEpochBegin: draw,
      onBatchBegin: draw,
      onBatchEnd: draw,
      onEpochEnd: draw,
    }
    const { model, rows } = noting()
    await model.fit(x, numbered, {
      ...SHUFFLED,
      epochs: 2,
      callbacks: run.callbacks([hooks, new tf.CustomCallback(hooks)]),
    })
    expect(rows).toEqual([...orderOf([1]), ...orderOf([1, 2])])
  })

  test.each(['restored', 'in the same process'])(
    'of a fit that goes on is that of one long fit: %s',
    async (how) => {
      const before = begin()
      const { model, rows } = noting()
      await model.fit(x, numbered, { ...SHUFFLED, epochs: 2, callbacks: before })
      const callbacks = how === 'restored' ? goOn(before) : before
      if (how === 'restored') expect(await callbacks.run.restore(model)).toBe(2)
      await model.fit(x, numbered, { ...SHUFFLED, epochs: 4, initialEpoch: 2, callbacks })
      expect(rows.slice(24)).toEqual([...orderOf([1, 2, 3]), ...orderOf([1, 2, 3, 4])])
    },
  )

  test('of a second fit begins with the rows in their own order, as ever; and that is gone on with', async () => {
    const before = begin()
    const { model, rows } = noting()
    for (let fit = 1; fit <= 2; fit++)
      await model.fit(x, numbered, { ...SHUFFLED, epochs: 2, callbacks: before })
    expect(rows.slice(24)).toEqual([...orderOf([3]), ...orderOf([3, 4])])
    const callbacks = goOn(before)
    await callbacks.run.restore(model)
    await model.fit(x, numbered, { ...SHUFFLED, epochs: 5, initialEpoch: 4, callbacks })
    expect(rows.slice(48)).toEqual(orderOf([3, 4, 5]))
  })

  test('of a fit that was not shuffled is their own, and shuffling begins anew after it', async () => {
    const callbacks = begin()
    const { model, rows } = noting()
    for (const [epochs, shuffle] of [
      [1, true],
      [2, false],
      [4, true],
    ] as const)
      await model.fit(x, numbered, {
        ...SHUFFLED,
        shuffle,
        epochs,
        initialEpoch: epochs === 4 ? 2 : epochs - 1,
        callbacks,
      })
    expect(rows).toEqual([orderOf([1]), orderOf([]), orderOf([3]), orderOf([3, 4])].flat())
  })

  test('of other rows in the same process begins anew', async () => {
    const callbacks = begin()
    const { model, rows } = noting()
    await model.fit(x, numbered, { ...SHUFFLED, epochs: 2, callbacks })
    const [fewer, labels] = [x.slice(0, 8), numbered.slice(0, 8)]
    await model.fit(fewer, labels, { ...SHUFFLED, epochs: 4, initialEpoch: 2, callbacks })
    expect(rows.slice(24)).toEqual([...orderOf([3], 8), ...orderOf([3, 4], 8)])
  })
})

describe('a fit that goes on ends as one long fit', () => {
  /** With chance in its training. */
  function chancy(): tf.Sequential {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({
          units: 4,
          inputShape: [3],
          kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }),
        }),
        tf.layers.dropout({ rate: 0.5 }),
        tf.layers.dense({ units: 2, kernelInitializer: tf.initializers.glorotUniform({ seed: 4 }) }),
      ],
    })
    model.compile({ optimizer: tf.train.adam(0.05), loss: 'meanSquaredError' })
    return model
  }

  /** What is left of fits that end after so many epochs each; and all that callbacks drew. */
  async function trained(ends: number[], { shuffle = true, isRestored = false, draws = 0 }) {
    const drawn: number[] = []
    const draw = () => void drawn.push(...Array.from({ length: draws }, Math.random))
    const hooks = { onEpochBegin: draw, onBatchEnd: draw, onEpochEnd: draw }
    const model = chancy()
    let callbacks = begin()
    let initialEpoch = 0
    for (const epochs of ends) {
      if (isRestored && initialEpoch > 0) {
        callbacks = goOn(callbacks)
        initialEpoch = await callbacks.run.restore(model)
      }
      const list = callbacks.run.callbacks(hooks)
      await model.fit(x, y, { ...SHUFFLED, shuffle, epochs, initialEpoch, callbacks: list })
      initialEpoch = epochs
    }
    return { weights: weightsOf(model), drawn }
  }

  test.each([
    { shuffle: true, isRestored: true },
    { shuffle: false, isRestored: true },
    { shuffle: true, isRestored: false },
    { shuffle: false, isRestored: false },
    { shuffle: true, isRestored: true, draws: 3 },
    { shuffle: false, isRestored: true, draws: 1 },
  ])('%j', async (how) => {
    const straight = await trained([5], how)
    for (const ends of [
      [2, 5],
      [1, 2, 3, 4, 5],
    ])
      expect(await trained(ends, how)).toEqual(straight)
  })

  test('the test would see it: other chance, other weights', async () => {
    const { weights } = await trained([5], {})
    expect((await trained([5], { draws: 1 })).weights).not.toEqual(weights)
    expect((await trained([5], { shuffle: false })).weights).not.toEqual(weights)
  })
})

describe('Math.random', () => {
  test('begins anew at each epoch, from seed and epoch', async () => {
    const drawn: number[] = []
    const onEpochBegin = () => void drawn.push(Math.random(), Math.random())
    await compiled().fit(x, y, { ...SHUFFLED, epochs: 3, callbacks: begin().run.callbacks({ onEpochBegin }) })
    expect(drawn).toEqual(
      [1, 2, 3].flatMap((epoch) => Array.from({ length: 2 }, stream(7, `epoch ${epoch}`))),
    )
  })

  test('is seeded in a fitDataset, too', async () => {
    const drawn: number[] = []
    const onBatchEnd = () => void drawn.push(Math.random())
    const callbacks = begin().run.callbacks({ onBatchEnd })
    await compiled().fitDataset(dataset(), { epochs: 2, verbose: 0, callbacks })
    expect(drawn).toEqual([1, 2].flatMap((epoch) => Array.from({ length: 3 }, stream(7, `epoch ${epoch}`))))
  })
})

test('what else is drawn before the first batch is no part of the shuffle', () => {
  const chance = new FitRandomness('run', 7)
  const draw = (count: number) => Array.from({ length: count }, () => Math.random())
  chance.beginFit(0)
  chance.beginEpoch(1, 3, { isFirst: true, isNew: true })
  const before = draw(1)
  chance.beginShuffle(1, { isFirst: true })
  const [shuffled, beyond] = [draw(3), draw(2)]
  chance.endShuffle()
  const after = draw(1)
  chance.endFit()
  expect(shuffled).toEqual(Array.from({ length: 3 }, stream(7, 'shuffle 1')))
  expect([...before, ...beyond, ...after]).toEqual(Array.from({ length: 4 }, stream(7, 'epoch 1')))
  expect(chance.shuffles).toEqual({ samples: 3, shuffleDraws: 5, shuffleFrom: 0 })
})
