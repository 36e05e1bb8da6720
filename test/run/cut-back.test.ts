import { readFileSync } from 'node:fs'
import { cutBack } from '../../src/run/cut-back'
import type { RunFolder } from '../../src/run/run-folder'
import { again, newRun, tree } from './runs'

/** A run of so many epochs. */
async function logged(epochs: number): Promise<RunFolder> {
  const run = newRun({ monitor: 'loss' })
  for (let epoch = 1; epoch <= epochs; epoch++) run.log({ loss: 1 / epoch })
  await run.recorder.waitForGit()
  return run
}

/** Cuts it back as a restore does. */
function cut(run: RunFolder, epoch: number, metrics = {}): void {
  const { recorder } = run
  cutBack(recorder.hold(), epoch, metrics, recorder.faults)
}

const rowsOf = (run: RunFolder) => run.readLog().map(({ epoch, loss }) => [epoch, loss])
const onDisk = (run: RunFolder, name: string) => readFileSync(run.path(name), 'utf8')

test('what was logged after the epoch is gone, from the log, the scores and the record', async () => {
  const run = await logged(4)
  cut(run, 2)
  expect(rowsOf(run)).toEqual([
    [1, 1],
    [2, 0.5],
  ])
  expect(run.scores).toMatchObject({
    epochs: 2,
    best: { epoch: 2 },
    last: { epoch: 2 },
    metrics: { loss: { min: 0.5, last: 0.5 } },
  })
  expect(JSON.parse(onDisk(run, 'performances.json'))).toEqual(run.scores)
  expect(JSON.parse(onDisk(run, 'run.json'))).toMatchObject({
    epochs: 2,
    sessions: [{ fromEpoch: 2 }],
    problems: [],
  })
})

test('the next epoch is the one after', async () => {
  const run = await logged(4)
  cut(run, 2)
  run.log({ loss: 0.25 })
  expect(rowsOf(run).at(-1)).toEqual([3, 0.25])
})

test('back to the beginning, the log is set aside, the scores are gone, and the run begins again', async () => {
  const run = await logged(2)
  cut(run, 0)
  expect(tree(run.dir).filter((name) => !name.startsWith('.'))).toEqual([
    'hyperparameters.json',
    'run.json',
    'training-logs.csv.cut-1',
  ])
  expect(run.scores).toBeNull()
  run.log({ accuracy: 0.5 })
  expect(onDisk(run, 'training-logs.csv')).toMatch(/^epoch,seconds,accuracy\n1,[\d.]+,0.5\n$/)
})

test('to the epoch where it stands, nothing is written', async () => {
  const run = await logged(2)
  const before = ['run.json', 'performances.json', 'training-logs.csv'].map((name) => onDisk(run, name))
  cut(run, 2)
  expect(['run.json', 'performances.json', 'training-logs.csv'].map((name) => onDisk(run, name))).toEqual(
    before,
  )
})

test('a log that is behind the checkpoint gets the row of its epoch, and the gap is recorded', async () => {
  const run = await logged(1)
  cut(run, 3, { loss: 0.125 })
  expect(rowsOf(run)).toEqual([
    [1, 1],
    [3, 0.125],
  ])
  expect(run.scores).toMatchObject({ epochs: 3, best: { epoch: 3 }, last: { epoch: 3, loss: 0.125 } })
  const message =
    'The log ended at epoch 1, and the checkpoint is of epoch 3: what was logged between is lost.'
  expect(run.record.problems).toMatchObject([{ code: 'EXMAN_EPOCH_MISMATCH', message }])
  expect(onDisk(run, 'run.json')).toContain(message)
})

test('another process finds it cut back', async () => {
  const run = await logged(4)
  cut(run, 1)
  run.finish()
  const opened = again(run, { monitor: 'loss' })
  opened.log({ loss: 7 })
  expect(rowsOf(opened)).toEqual([
    [1, 1],
    [2, 7],
  ])
  opened.finish()
})
