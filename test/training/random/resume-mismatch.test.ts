/** A fit that goes on with a restored run must have the same rows, and shuffle them as before. */
import { begin, goOn } from '../sessions'
import { compiled, rejection, tf, weightsOf, x, y } from '../tiny'

const SHUFFLED = { batchSize: 4, verbose: 0, shuffle: true } as const

const fewer = (tensor: tf.Tensor) => tensor.slice(0, 8)

/** A run of two epochs that is to go on, and its model restored. */
async function restored(shuffle: boolean) {
  const before = begin()
  const model = compiled({ optimizer: tf.train.adam(0.05) })
  await model.fit(x, y, { ...SHUFFLED, shuffle, epochs: 2, callbacks: before })
  const callbacks = goOn(before)
  return { callbacks, model, initialEpoch: await callbacks.run.restore(model) }
}

test.each([
  ['fewer rows', true, {}, [fewer(x), fewer(y)], 'it was trained on 12 rows, and this fit has 8'],
  [
    'fewer rows, unshuffled',
    false,
    {},
    [fewer(x), fewer(y)],
    'it was trained on 12 rows, and this fit has 8',
  ],
  [
    'a validationSplit',
    true,
    { validationSplit: 0.25 },
    [x, y],
    'it was trained on 12 rows, and this fit has 9',
  ],
  ['shuffle switched off', true, { shuffle: false }, [x, y], 'it was trained with shuffling'],
  ['shuffle switched on', false, { shuffle: true }, [x, y], 'it was trained without shuffling'],
] as const)(
  '%s is EXMAN_RESUME_MISMATCH, and nothing is trained',
  async (_, shuffle, change, [rows, labels], how) => {
    const { callbacks, model, initialEpoch } = await restored(shuffle)
    const before = weightsOf(model)
    const { random } = Math
    const args = { ...SHUFFLED, shuffle, ...change, epochs: 4, initialEpoch, callbacks }
    const error = await rejection(model.fit(rows, labels, args))
    expect(error).toMatchObject({ code: 'EXMAN_RESUME_MISMATCH', run: callbacks.run.id })
    expect(error.message).toContain(`cannot go on with this fit: ${how}.`)
    expect(weightsOf(model)).toEqual(before)
    expect(callbacks.run.readLog()).toHaveLength(2)
    expect(Math.random).toBe(random)
  },
)

test.each([true, false])(
  'a fit that is right goes on, also after one that was refused (shuffle: %s)',
  async (shuffle) => {
    const first = await restored(shuffle)
    const goesOn = { ...SHUFFLED, shuffle, epochs: 4, initialEpoch: 2 }
    await first.model.fit(x, y, { ...goesOn, callbacks: first.callbacks })
    const second = await restored(shuffle)
    await rejection(second.model.fit(x, y, { ...goesOn, shuffle: !shuffle, callbacks: second.callbacks }))
    await rejection(second.model.fit(fewer(x), fewer(y), { ...goesOn, callbacks: second.callbacks }))
    await second.model.fit(x, y, { ...goesOn, callbacks: second.callbacks })
    expect(weightsOf(second.model)).toEqual(weightsOf(first.model))
    expect(second.callbacks.run.status).toBe('done')
  },
)

test('once it has gone on, the next fit may be another', async () => {
  const { callbacks, model } = await restored(true)
  await model.fit(x, y, { ...SHUFFLED, epochs: 3, initialEpoch: 2, callbacks })
  await model.fit(fewer(x), fewer(y), {
    ...SHUFFLED,
    shuffle: false,
    epochs: 4,
    initialEpoch: 3,
    callbacks,
  })
  expect(callbacks.run.readLog()).toHaveLength(4)
})

test('a fit that has nothing left to do counts as gone on with', async () => {
  const { callbacks, model } = await restored(true)
  await model.fit(x, y, { ...SHUFFLED, epochs: 2, initialEpoch: 2, callbacks })
  await model.fit(fewer(x), fewer(y), {
    ...SHUFFLED,
    shuffle: false,
    epochs: 3,
    initialEpoch: 2,
    callbacks,
  })
  expect(callbacks.run.readLog()).toHaveLength(3)
})
