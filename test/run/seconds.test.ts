import type { RunFolder } from '../../src/run/run-folder'
import { newRun } from './runs'

// jest's clock: `performance.now()` moves only when the test says so.
beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }))
afterEach(() => jest.useRealTimers())

const seconds = (run: RunFolder): number[] => run.readLog().map((row) => row.seconds)
const metrics = { loss: 1, val_loss: 1 }

test('in a loop written by hand the first epoch begins when the run is made', () => {
  const run = newRun()
  jest.advanceTimersByTime(2000)
  run.log(metrics)
  jest.advanceTimersByTime(500)
  run.log(metrics)
  expect(seconds(run)).toEqual([2, 2.5])
})

test('in a fit the first epoch begins with the fit, and the pause between two fits is taken out', () => {
  const run = newRun()
  for (const pause of [30_000, 60_000]) {
    jest.advanceTimersByTime(pause)
    run.recorder.beginFit(['loss', 'val_loss'], {})
    run.recorder.beginEpoch()
    jest.advanceTimersByTime(1000)
    run.recorder.endEpoch(metrics)
    run.recorder.endFit()
  }
  expect(seconds(run)).toEqual([1, 2])
})

test('waiting for git is a pause', async () => {
  const run = newRun()
  run.recorder.beginFit(['loss', 'val_loss'], {})
  run.recorder.beginEpoch()
  jest.advanceTimersByTime(1000)
  run.recorder.endEpoch(metrics)
  const waiting = run.recorder.waitForGit()
  jest.advanceTimersByTime(30_000)
  await waiting
  run.recorder.beginEpoch()
  jest.advanceTimersByTime(1000)
  run.recorder.endEpoch(metrics)
  expect(seconds(run)).toEqual([1, 2])
})
