import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import type { RunFolder } from '../../src/run/run-folder'
import { faultyDisk, under } from '../faults/faulty-disk'
import { expectWarnings } from '../warnings'
import { again, coded, newRun } from './runs'

const log = (run: RunFolder) =>
  readFileSync(run.path('training-logs.csv'), 'utf8').replace(/^(\d+),[\d.]+/gm, '$1,s')
const losing = { monitor: 'loss' }

/** A disk on which these operations fail from now on. */
const broken = (code: string, ...only: string[]) =>
  faultyDisk({ kind: 'fail', code, failAt: 1, failFor: 1000, only })

/** As a fit calls the recorder, with what the user logs in between. */
function fit(
  run: RunFolder,
  epochs: Record<string, number>[],
  inEpoch: (epoch: number) => void = () => undefined,
): void {
  const { recorder } = run
  recorder.beginFit(['loss', 'acc'], { tfjs: '4.22.0', backend: 'wasm' })
  epochs.forEach((metrics, index) => {
    recorder.beginEpoch()
    inEpoch(index + 1)
    recorder.endEpoch(metrics)
  })
  recorder.endFit()
}

test('a fit is a row an epoch, in the columns it announced, and ends as done', () => {
  const run = newRun(losing)
  fit(run, [
    { acc: 0.5, loss: 1 },
    { acc: 0.75, loss: 0.5 },
  ])
  expect(log(run)).toBe('epoch,seconds,loss,acc\n1,s,1,0.5\n2,s,0.5,0.75\n')
  expect(run.record).toMatchObject({
    status: 'done',
    epochs: 2,
    sessions: [{ end: 'done', versions: { tfjs: '4.22.0', backend: 'wasm' } }],
  })
})

test('during a fit, log adds to the row of the epoch in progress', () => {
  const run = newRun(losing)
  fit(run, [{ loss: 1 }, { loss: 0.5 }], (epoch) => {
    run.log({ lr: epoch / 10 })
    run.log({ extra: epoch }, epoch)
    expect(run.readLog()).toHaveLength(epoch - 1)
  })
  expect(log(run)).toBe('epoch,seconds,loss,acc,lr,extra\n1,s,1,,0.1,1\n2,s,0.5,,0.2,2\n')
})

test('what is logged before the first epoch of a fit, and after an epoch has ended, goes to that epoch', () => {
  const run = newRun(losing)
  const { recorder } = run
  recorder.beginFit(['loss'], {})
  run.log({ before: 1 })
  recorder.beginEpoch()
  recorder.endEpoch({ loss: 1 })
  run.log({ after: 2 })
  recorder.beginEpoch()
  run.log({ late: 3 }, 1)
  expect(() => run.log({ late: 3 }, 3)).toThrow(coded('EXMAN_EPOCH_MISMATCH', 'so it must be 2 or 1'))
  recorder.endEpoch({ loss: 0.5 })
  recorder.endFit()
  expect(log(run)).toBe('epoch,seconds,loss,before,after,late\n1,s,1,1,2,3\n2,s,0.5,,,\n')
})

test('two fits are one run: the second goes on counting', () => {
  const run = newRun(losing)
  fit(run, [{ loss: 1 }])
  expect(run.status).toBe('done')
  run.recorder.beginFit(['loss'], {})
  expect(run.record).toMatchObject({
    status: 'running',
    sessions: [{ ended: null, toEpoch: null, end: null }],
  })
  run.recorder.beginEpoch()
  run.recorder.endEpoch({ loss: 0.5 })
  run.recorder.endFit()
  expect(run.record).toMatchObject({
    status: 'done',
    epochs: 2,
    sessions: [{ fromEpoch: 0, toEpoch: 2, end: 'done' }],
  })
})

test.each([
  [
    'failed',
    (run: RunFolder) => run.recorder.fail(new RangeError('once'), { isFinal: false }),
    'RangeError',
    'once',
  ],
  [
    'diverged',
    (run: RunFolder) => {
      run.recorder.endEpoch({ loss: NaN })
      run.recorder.endFit()
    },
    'EXMAN_DIVERGED',
    'The monitored metric loss was NaN at epoch 1.',
  ],
])(
  'a fit after one that %s makes the run running again, and the reason stays as a problem',
  (status, end, code, message) => {
    const run = newRun(losing)
    run.recorder.beginFit(['loss'], {})
    run.recorder.beginEpoch()
    end(run)
    expect(run.status).toBe(status)
    fit(run, [{ loss: 0.5 }])
    expect(run.record).toMatchObject({ status: 'done', error: null, problems: [{ code, message }] })
  },
)

test('a fit that throws fails the run, whose end can be told once more', async () => {
  const run = newRun(losing)
  const error = new Error('bad batch')
  const body = () => {
    run.recorder.beginFit(['loss'], {})
    run.recorder.fail(error, { isFinal: false })
    throw error
  }
  await expect(run.safely(body)).rejects.toBe(error)
  expect(run.record).toMatchObject({
    status: 'failed',
    error: { message: 'bad batch' },
    sessions: [{ end: 'failed' }],
  })
})

test('what is borrowed is given back, and leaves the status as it was', async () => {
  const run = newRun(losing)
  fit(run, [{ loss: 1 }])
  const other = again(run, losing)
  const epochs = await other.recorder.borrow((held) => Promise.resolve(held.epochs.completed))
  expect([epochs, other.status, other.recorder.held]).toEqual([1, 'done', undefined])
  await expect(other.recorder.borrow(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(other.recorder.held).toBeUndefined()
})

test('a fit goes on through failed writes when it may, and writes all at its end', async () => {
  const warnings = expectWarnings()
  const run = newRun({ ...losing, onWriteError: 'warn' })
  const full = broken('ENOSPC', 'openSync', 'writeSync')
  const { recorder } = run
  const steps = [
    () => recorder.beginFit(['loss', 'acc'], {}),
    () => recorder.beginEpoch(),
    () => recorder.endEpoch({ loss: 1, acc: 0.5 }),
    () => recorder.beginEpoch(),
    () => recorder.endEpoch({ loss: 0.5, acc: 0.75 }),
  ]
  for (const step of steps) expect(await under(full, step)).toBeUndefined()
  recorder.endFit()
  expect(log(run)).toBe('epoch,seconds,loss,acc\n1,s,1,0.5\n2,s,0.5,0.75\n')
  expect(run.scores).toMatchObject({ epochs: 2, best: { epoch: 2 } })
  const problems = ['run.json', 'training-logs.csv'].map((name) => ({
    code: 'EXMAN_DISK_FULL',
    message: expect.stringContaining(name) as string,
  }))
  expect(run.record).toMatchObject({ status: 'done', epochs: 2, problems })
  expect(warnings).toHaveLength(1)
})

test('a different cause is a warning of its own, and each place a problem', async () => {
  const warnings = expectWarnings()
  const run = newRun({ ...losing, onWriteError: 'warn' })
  for (const code of ['ENOSPC', 'EACCES', 'ENOSPC', 'EACCES']) {
    const disk = broken(code, 'openSync')
    await under(disk, () => run.log({ loss: 1 }))
  }
  run.finish()
  expect(warnings).toHaveLength(2)
  const each = ['EXMAN_DISK_FULL', 'EXMAN_DISK_FULL', 'EXMAN_NO_PERMISSION', 'EXMAN_NO_PERMISSION']
  expect(run.record.problems.map(({ code }) => code)).toEqual(each)
  expect(run.readLog()).toHaveLength(4)
})

describe("with onWriteError: 'warn', finish ends a run", () => {
  test('whose log cannot be written', async () => {
    const warnings = expectWarnings()
    const run = newRun({ ...losing, onWriteError: 'warn' })
    mkdirSync(run.path('training-logs.csv'))
    run.log({ loss: 1 })
    run.finish({ accuracy: 0.5 })
    expect(run.record).toMatchObject({ status: 'done', result: { accuracy: 0.5 } })
    expect(run.record.problems[0]!.message).toContain('training-logs.csv')
    expect(existsSync(run.path('.lock'))).toBe(false)
    expect(warnings[0]).toMatchObject({ code: 'EXMAN_WRITE_SKIPPED' })
    await Promise.resolve()
  })

  test('whose run.json cannot be written at first: the next call writes it', async () => {
    expectWarnings()
    const run = newRun({ ...losing, onWriteError: 'warn' })
    run.log({ loss: 1 })
    const disk = broken('ENOSPC', 'openSync')
    await under(disk, () => run.finish({ accuracy: 0.5 }))
    run.finish()
    expect(again(run).record).toMatchObject({ status: 'done', result: { accuracy: 0.5 } })
  })
})

test("with onWriteError: 'warn', a status that could not be written is written at the next epoch", async () => {
  expectWarnings()
  const run = newRun({ ...losing, onWriteError: 'warn' })
  const disk = broken('ENOSPC', 'openSync')
  await under(disk, () => run.log({ loss: 1 }))
  expect(JSON.parse(readFileSync(run.path('run.json'), 'utf8'))).toMatchObject({ status: 'created' })
  run.log({ loss: 0.5 })
  expect(JSON.parse(readFileSync(run.path('run.json'), 'utf8'))).toMatchObject({ status: 'running' })
})

test('metrics added to the last epoch of a run that is over do not begin it again', () => {
  const run = newRun(losing)
  fit(run, [{ acc: 0.5, loss: 1 }])
  run.log({ test_acc: 0.25 }, 1)
  expect(run.status).toBe('done')
  expect(existsSync(run.path('.lock'))).toBe(false)
  expect(run.readLog()).toMatchObject([{ epoch: 1, loss: 1, test_acc: 0.25 }])
  expect(run.record.sessions).toMatchObject([{ end: 'done' }])
})

test('the first error stays', () => {
  const run = newRun(losing)
  run.fail(new Error('first'))
  run.fail(new Error('second'))
  expect(run.record.error).toMatchObject({ message: 'first' })
})

test('a fit that ended without a word is a problem once the next one begins', () => {
  const run = newRun(losing)
  run.recorder.beginFit(['loss'], {})
  run.recorder.beginEpoch()
  fit(run, [{ loss: 1 }])
  expect(run.record).toMatchObject({ status: 'done', problems: [{ code: 'EXMAN_FIT_LOST' }] })
})

test('a backend that was chosen only after the run was made is recorded when a loop begins', () => {
  const run = newRun(losing)
  run.recorder.held!.session.versions.backend = null
  run.log({ loss: 1 })
  expect(run.record.sessions).toMatchObject([{ versions: { backend: 'cpu' } }])
})

test('a disk that stays broken does not hide the error of the user', async () => {
  expectWarnings()
  const run = newRun(losing)
  run.log({ loss: 1 })
  const disk = broken('EROFS', 'openSync', 'unlinkSync')
  const error = await under(disk, () =>
    run.safely(() => {
      throw new RangeError('mine')
    }),
  )
  expect(error).toMatchObject({ name: 'RangeError', message: 'mine' })
})
