/** A training whose run another process has taken over, as `takeover` lets it, ends without a trace. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expectWarnings } from '../warnings'
import { begin } from './sessions'
import { compiled, rejection, stateOf, TWO_EPOCHS, x, y } from './tiny'

function rob(run: { path: (name: string) => string }): void {
  const path = run.path('.lock')
  const holder = JSON.parse(readFileSync(path, 'utf8')) as object
  writeFileSync(path, JSON.stringify({ ...holder, host: 'gpu3', pid: 4711 }))
}

const LOST = { code: 'EXMAN_RUN_HELD' }

test.each(['onEpochBegin', 'onBatchEnd', 'onEpochEnd'])('a fit that hears of it late: %s', async (hook) => {
  const { run } = begin({ checkpoint: false })
  const { random } = Math
  let left: string[] = []
  const callbacks = run.callbacks({
    [hook]: (index: number) => {
      if (index !== 1 || left.length > 0) return
      rob(run)
      left = stateOf(run.dir)
    },
  })
  const error = await rejection(compiled().fit(x, y, { ...TWO_EPOCHS, epochs: 4, callbacks }))
  expect(error).toMatchObject({ ...LOST, run: run.id })
  expect(error.message).toContain('was taken over by process 4711 on gpu3')
  expect(stateOf(run.dir)).toEqual(left)
  expect(Math.random).toBe(random)
})

test('a fit is refused before it trains, and a model is not saved', async () => {
  const { run } = begin()
  await run.fit(compiled(), x, y, TWO_EPOCHS)
  run.log({ loss: 1 })
  await run.recorder.waitForGit()
  rob(run)
  const left = stateOf(run.dir)
  const onBatchEnd = jest.fn(() => undefined)
  const fit = compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks({ onBatchEnd }) })
  expect(await rejection(fit)).toMatchObject(LOST)
  expect(onBatchEnd).not.toHaveBeenCalled()
  expect(await rejection(run.saveModel(compiled()))).toMatchObject(LOST)
  expect(stateOf(run.dir)).toEqual(left)
})

test('a save that is under way is not finished', async () => {
  expectWarnings()
  const { run } = begin()
  const saving = run.saveModel(compiled())
  rob(run)
  const left = stateOf(run.dir)
  expect(await rejection(saving)).toMatchObject(LOST)
  expect(stateOf(run.dir)).toEqual(left)
})
