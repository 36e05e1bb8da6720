/** A run is given back (its fit failed, or it was finished) while a checkpoint of it is still being written. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openRun } from '../../src'
import { useDisk, realDisk } from '../../src/files/disk'
import { expectWarnings } from '../warnings'
import { slowDisk } from './slow-disk'
import {
  checkpointsOf,
  compiled,
  jsonOf,
  prepare,
  rejection,
  rowsOf,
  TWO_EPOCHS,
  untrained,
  x,
  y,
} from './tiny'

const isLocked = (run: { dir: string }): boolean => existsSync(join(run.dir, '.lock'))

/** A fit that fails in its second epoch, with the checkpoint of the first waiting for the disk. */
async function failedWhileSaving() {
  const { run } = prepare({ monitor: 'loss', checkpoint: { keepLast: 9 } })
  const disk = slowDisk()
  const hooks = {
    onEpochBegin: (index: number) => {
      if (index === 1) throw new Error('not mine')
    },
  }
  const error = await rejection(compiled().fit(x, y, { ...TWO_EPOCHS, callbacks: run.callbacks(hooks) }))
  expect(error.message).toBe('not mine')
  await disk.waiting()
  return { run, disk }
}

test('the lock stays until the checkpoint is on disk', async () => {
  const { run, disk } = await failedWhileSaving()
  expect(run.status).toBe('failed')
  expect(isLocked(run)).toBe(true)
  disk.letOn()
  await run.loadModel('last')
  expect(isLocked(run)).toBe(false)
  expect(checkpointsOf(run)).toHaveLength(1)
  expect(jsonOf(run, 'performances.json')).toMatchObject({
    last: { epoch: 1, checkpoint: checkpointsOf(run)[0] },
  })
})

test('who opens it meanwhile goes on with it, and nothing of either is lost', async () => {
  const { run, disk } = await failedWhileSaving()
  const other = await openRun(run.dir, { checkpoint: { keepLast: 9 } })
  other.log({ loss: 0.5 })
  other.log({ loss: 0.25 })
  disk.letOn()
  await run.loadModel('last')
  other.log({ loss: 0.125 })
  other.finish()
  expect(rowsOf(other).map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4])
  expect(jsonOf(run, 'performances.json')).toMatchObject({ epochs: 4, last: { loss: 0.125 } })
  expect(checkpointsOf(run)).toHaveLength(1)
  expect(jsonOf(run, 'run.json')).toMatchObject({ status: 'done', sessions: [{ end: 'done' }] })
  expect(isLocked(run)).toBe(false)
})

test('saves at a time on a run that is over do not sweep each other away', async () => {
  const { run } = prepare({ monitor: 'loss', checkpoint: false })
  run.log({ loss: 1 })
  run.finish()
  const save = (epoch: number) => run.saveModel(untrained(), { epoch, metrics: { loss: epoch } })
  const first = save(1)
  const second = save(2)
  await first
  await Promise.all([second, save(3)])
  expect(checkpointsOf(run)).toEqual(['model.01-1.0000', 'model.02-2.0000', 'model.03-3.0000'])
  expect(isLocked(run)).toBe(false)
  expect(run.status).toBe('done')
})

test('a save that fails by then is a problem and a warning, since nobody waits for it', async () => {
  const warnings = expectWarnings()
  const { run, disk } = await failedWhileSaving()
  const full = useDisk({
    ...realDisk,
    open: () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })),
  })
  try {
    disk.letOn()
    await run.loadModel('last').catch(() => undefined)
  } finally {
    full()
  }
  // The first file was opened before the disk was full; the next one could not be.
  expect(warnings).toMatchObject([{ code: 'EXMAN_WRITE_SKIPPED' }])
  expect(run.record).toMatchObject({ status: 'failed', problems: [{ code: 'EXMAN_DISK_FULL' }] })
  expect(checkpointsOf(run)).toEqual([])
  expect(isLocked(run)).toBe(false)
})

test("two runs that write the same folder in turn do not take each other's name", async () => {
  const { run } = prepare({ monitor: 'loss', checkpoint: false })
  run.log({ loss: 1 })
  const disk = slowDisk()
  const first = run.saveModel(untrained())
  await disk.waiting()
  run.finish()
  const other = await openRun(run.dir, { checkpoint: false })
  const second = other.saveModel(untrained())
  disk.letOn()
  await first
  await disk.waiting()
  disk.letOn()
  await second
  expect(checkpointsOf(run)).toEqual(['model.01-1.0000', 'model.01-1.0000~2'])
  expect(isLocked(run)).toBe(false)
})

test('a run that is finished while a fit waits for a save ends done, and is given back', async () => {
  const { run } = prepare({ monitor: 'loss' })
  const disk = slowDisk()
  const fit = rejection(compiled().fit(x, y, { ...TWO_EPOCHS, epochs: 4, callbacks: run.callbacks() }))
  await disk.waiting()
  run.finish({ accuracy: 1 })
  disk.letOn()
  expect(await fit).toMatchObject({ code: 'EXMAN_RUN_ENDED' })
  await run.loadModel('last')
  expect(run.record).toMatchObject({ status: 'done', result: { accuracy: 1 } })
  expect(isLocked(run)).toBe(false)
})

test('a refused log gives an opened run back', async () => {
  const { run } = prepare({ monitor: 'loss' })
  run.finish()
  const other = await openRun(run.dir)
  expect(() => other.log({ loss: 1 }, 5)).toThrow(
    expect.objectContaining({ code: 'EXMAN_EPOCH_MISMATCH' }) as Error,
  )
  expect(isLocked(run)).toBe(false)
})
