/** `run.restore(model)`: which of a run's checkpoints is gone on from. */
import { truncateSync } from 'node:fs'
import { basename } from 'node:path'
import type { Run } from '../../src'
import { expectWarnings } from '../warnings'
import { adam, begin, goOn, knownBy, trained } from './sessions'
import { nested } from './stored-model'
import {
  checkpointsOf,
  jsonOf,
  rejection,
  rowsOf,
  stateOf,
  tf,
  TWO_EPOCHS,
  untrained,
  weightsOf,
  x,
  y,
} from './tiny'

describe('a damaged checkpoint', () => {
  const damage = (run: Pick<Run, 'path'>, name: string) =>
    truncateSync(run.path('models', name, 'weights.bin'), 5)

  test('is passed over and set aside, with a warning that is recorded', async () => {
    const warnings = expectWarnings()
    const before = await trained()
    const [first, second] = checkpointsOf(before.run)
    damage(before.run, second!)
    const { run } = goOn(before)
    expect(await run.restore(adam())).toBe(1)
    expect(warnings).toMatchObject([{ code: 'EXMAN_CHECKPOINT_DAMAGED' }])
    const told = `The checkpoint ${second} is damaged: weights.bin has 5 bytes, not 32. The run goes on from ${first} instead.`
    expect(warnings[0]!.text).toBe(`${run.id}: ${told}`)
    run.finish()
    expect(run.record.problems).toMatchObject([{ code: 'EXMAN_CHECKPOINT_DAMAGED', message: told }])
    expect(checkpointsOf(run)).toEqual([first])
    expect(jsonOf(run, 'models', 'last.json')).toMatchObject({ checkpoint: first, epoch: 1 })
    expect(stateOf(run.path('models')).join()).toContain(`aside.${second}/weights.bin`)
  })

  test('of an epoch that was saved before, too, gives way to that', async () => {
    expectWarnings()
    const before = await trained()
    const [, second] = checkpointsOf(before.run)
    damage(before.run, basename(await before.run.saveModel(adam(), { epoch: 2, metrics: { loss: 0.5 } })))
    const { run } = goOn(before)
    expect(await run.restore(adam())).toBe(2)
    expect(jsonOf(run, 'performances.json')).toMatchObject({ last: { epoch: 2, checkpoint: second } })
    expect(checkpointsOf(run)).toHaveLength(2)
  })

  test('when all are, nothing is changed, and the run does not begin again by itself', async () => {
    const before = await trained()
    for (const name of checkpointsOf(before.run)) damage(before.run, name)
    const { run } = goOn(before)
    const model = adam()
    const seen = [await knownBy(model), stateOf(run.dir)]
    const error = await rejection(run.restore(model))
    expect(error).toMatchObject({ code: 'EXMAN_CHECKPOINT_INVALID' })
    expect([await knownBy(model), stateOf(run.dir)]).toEqual(seen)
  })
})

describe('checkpoints that the user saves', () => {
  test('in the middle of an epoch are not gone on from', async () => {
    const before = begin({ checkpoint: { keepLast: 9 } })
    const model = adam()
    let epoch = 0
    const hooks = {
      onEpochBegin: (index: number) => void (epoch = index + 1),
      onBatchEnd: async (batch: number) => {
        if (epoch === 3 && batch === 1) {
          await before.run.saveModel(model)
          throw new Error('killed')
        }
      },
    }
    const fit = model.fit(x, y, { ...TWO_EPOCHS, epochs: 3, callbacks: before.run.callbacks(hooks) })
    expect((await rejection(fit)).message).toBe('killed')
    expect(checkpointsOf(before.run)).toMatchObject(
      [/^model\.01/, /^model\.02/, /^model\.03/].map((name) => expect.stringMatching(name) as string),
    )
    const { run } = goOn(before)
    expect(await run.restore(adam())).toBe(2)
    expect(checkpointsOf(run)).toHaveLength(2)
  })

  test.each([
    ['a model', untrained],
    ['one with a frozen one inside', () => nested(true)],
  ])('of a hand-written loop, after its epoch was logged, are: %s', async (_, build) => {
    const make = () => {
      const model = build()
      model.compile({ optimizer: tf.train.adam(0.05), loss: 'meanSquaredError' })
      return model
    }
    const before = begin()
    const model = make()
    const loss = () => (model.apply(x) as tf.Tensor).sub(y).square().mean<tf.Scalar>()
    for (let epoch = 1; epoch <= 3; epoch++) {
      before.run.log({ loss: model.optimizer.minimize(loss, true)!.dataSync()[0]! })
      await before.run.saveModel(model)
    }
    before.run.finish()
    const { run } = goOn(before)
    const again = make()
    expect(await run.restore(again)).toBe(3)
    expect(await knownBy(again)).toEqual(await knownBy(model))
    run.log({ loss: 0 })
    expect(rowsOf(run)).toHaveLength(4)
  })

  test('of a model that was not compiled have no optimizer, which is warned of', async () => {
    const warnings = expectWarnings()
    const before = begin()
    const model = untrained()
    before.run.log({ loss: 1 })
    await before.run.saveModel(model)
    before.run.finish()
    const { run } = goOn(before)
    const again = adam()
    expect(await run.restore(again)).toBe(1)
    expect(weightsOf(again)).toEqual(weightsOf(model))
    expect(warnings).toMatchObject([{ code: 'EXMAN_RESUME_INEXACT' }])
    expect(warnings[0]!.text).toContain('its checkpoint holds no optimizer')
    run.finish()
  })
})
