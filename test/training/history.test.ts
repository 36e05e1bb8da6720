import { historyOf } from '../../src/training/history'
import { begin, goOn } from './sessions'
import { compiled, tf, TWO_EPOCHS, x, y } from './tiny'

test('is the rows of the log by metric, with the epochs of tfjs', () => {
  const history = historyOf(tf, [
    { epoch: 1, seconds: 0.5, loss: 3, val_loss: 4 },
    { epoch: 2, seconds: 1, loss: 1, val_loss: 2 },
  ])
  expect(history).toBeInstanceOf(tf.History)
  expect(history.epoch).toEqual([0, 1])
  expect(history.history).toEqual({ loss: [3, 1], val_loss: [4, 2] })
})

test('has NaN where a metric was not logged, and what was not finite', () => {
  const { history } = historyOf(tf, [
    { epoch: 1, seconds: 1, loss: Infinity },
    { epoch: 2, seconds: 2, loss: NaN, accuracy: 0.5 },
    { epoch: 3, seconds: 3, accuracy: -Infinity },
  ])
  expect(history).toEqual({ loss: [Infinity, NaN, NaN], accuracy: [NaN, 0.5, -Infinity] })
})

test('of no epoch is empty', () => {
  expect(historyOf(tf, [])).toMatchObject({ epoch: [], history: {} })
})

describe('of a run', () => {
  const args = { ...TWO_EPOCHS, epochs: 4, validationSplit: 0.25 }
  const chancy = () => compiled({ optimizer: 'adam', metrics: ['mae'] })

  test('is what model.fit itself would have given', async () => {
    const { epoch, history } = await chancy().fit(x, y, { ...args, callbacks: begin() })
    const ours = await begin().run.fit(chancy(), x, y, args)
    expect({ epoch: ours.epoch, history: ours.history }).toEqual({ epoch, history })
    expect(Object.keys(ours.history).sort()).toEqual(['loss', 'mae', 'val_loss', 'val_mae'])
  })

  test('that was stopped covers all epochs, as that of one that never was', async () => {
    const straight = await begin().run.fit(chancy(), x, y, args)
    let callbacks = begin()
    for (const epochs of [1, 3]) {
      await callbacks.run.fit(chancy(), x, y, { ...args, epochs })
      callbacks = goOn(callbacks)
    }
    const { epoch, history } = await callbacks.run.fit(chancy(), x, y, args)
    expect({ epoch, history }).toEqual({ epoch: straight.epoch, history: straight.history })
  })
})
