/** The folder of a run is removed, as by `rm -r` in another terminal, while a fit with checkpoints goes on in it. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { FileError } from '../../src'
import { thrown } from '../faults/thrown'
import { expectWarnings } from '../warnings'
import { compiled, prepare, rejection, TWO_EPOCHS, x, y } from './tiny'

// In the second epoch, so that there are a log and a checkpoint; the last one after it.
test.each<[string, number]>([
  ['onEpochBegin', 2],
  ['onBatchEnd', 4],
  ['onEpochEnd', 2],
  ['onTrainEnd', 1],
])('removed at %s: the fit is rejected, and nothing of the folder is made again', async (hook, call) => {
  const warnings = expectWarnings()
  const { run } = prepare({ monitor: 'loss', checkpoint: { keepLast: 3 } })
  const experiment = dirname(run.dir)
  let calls = 0
  const remove = () => {
    if ((calls += 1) !== call) return
    expect(readdirSync(run.dir)).toEqual(expect.arrayContaining(['models', 'training-logs.csv']))
    removeWhole(run.dir)
  }
  const callbacks = run.callbacks({ [hook]: remove })
  const model = compiled({ optimizer: 'adam' })

  const error = await rejection(model.fit(x, y, { ...TWO_EPOCHS, callbacks }))
  expect(error).toBeInstanceOf(FileError)
  expect(error.code).toBe('EXMAN_FOLDER_GONE')
  expect(error.message).toContain(run.dir)
  expect(existsSync(run.dir)).toBe(false)
  // Nor does what is done with the run afterwards.
  expect(thrown(() => run.log({ loss: 1 }))).toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
  expect(thrown(() => run.finish())).toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
  expect(readdirSync(experiment)).toEqual(['experiment.json'])
  expect(new Set(warnings.map(({ code }) => code))).toEqual(new Set(['EXMAN_WRITE_SKIPPED']))
})

/** A save that goes on beside it may put a file into a folder that was just emptied. */
function removeWhole(dir: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      return rmSync(dir, { recursive: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY' || tries === 10) throw error
    }
  }
}
