import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChildProcess } from 'node:child_process'
import { ExmanError, type FileError } from '../../src/errors'
import type { RunFolder } from '../../src/run/run-folder'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { expectWarnings } from '../warnings'
import { kill, script, start, untilSo } from '../faults/children'
import { again, coded, newRun } from './runs'

const text = (run: RunFolder, name: string) => readFileSync(run.path(name), 'utf8')
const json = (run: RunFolder) => JSON.parse(text(run, 'run.json')) as RunFolder['record']
const losing = { monitor: 'loss' }

describe('a loop written by hand', () => {
  test('logs the next epoch at each call, and finishes with a result', () => {
    const run = newRun()
    expect([run.status, run.scores, run.readLog()]).toEqual(['created', null, []])
    run.log({ loss: 0.5, val_loss: 0.75 })
    expect(run.status).toBe('running')
    expect(json(run)).toMatchObject({ status: 'running' })
    run.log({ loss: 0.25, val_loss: NaN }, 2)
    expect(run.readLog()).toEqual([
      { epoch: 1, seconds: expect.any(Number) as number, loss: 0.5, val_loss: 0.75 },
      { epoch: 2, seconds: expect.any(Number) as number, loss: 0.25, val_loss: NaN },
    ])
    expect(text(run, 'training-logs.csv')).toMatch(
      /^epoch,seconds,loss,val_loss\n1,[\d.]+,0.5,0.75\n2,[\d.]+,0.25,NaN\n$/,
    )
  })

  test('the rows and the scores are on disk when log returns', () => {
    const run = newRun()
    run.log({ loss: 1, val_loss: 2 })
    const other = again(run)
    expect(other.readLog()).toEqual(run.readLog())
    expect(other.scores).toEqual(run.scores)
    expect(other.status).toBe('running')
    run.finish({ accuracy: 0.98 })
    expect(other.status).toBe('done')
    expect(other.record).toMatchObject({
      status: 'done',
      epochs: 1,
      result: { accuracy: 0.98 },
      error: null,
      sessions: [{ fromEpoch: 0, toEpoch: 1, end: 'done' }],
    })
    expect(existsSync(run.path('.lock'))).toBe(false)
  })

  test('scores that are no numbers of JSON come back as numbers', () => {
    const run = newRun({ onDivergence: 'continue', monitor: 'loss' })
    run.log({ loss: NaN, up: Infinity, down: -Infinity })
    run.finish()
    expect(JSON.parse(text(run, 'performances.json'))).toMatchObject({
      best: null,
      last: { loss: 'NaN', up: 'Infinity', down: '-Infinity' },
    })
    expect(again(run).scores).toMatchObject({
      best: null,
      last: { loss: NaN, up: Infinity, down: -Infinity },
    })
  })

  test.each([
    [[], 2, 'Epoch 2 cannot be logged: 0 epochs are complete, so it must be 1.'],
    [[], 0, 'Epoch 0 cannot be logged: 0 epochs are complete, so it must be 1.'],
    [[1, 2, 3], 5, 'Epoch 5 cannot be logged: 3 epochs are complete, so it must be 4 or 3.'],
    [[1, 2, 3], 2, 'Epoch 2 cannot be logged: 3 epochs are complete, so it must be 4 or 3.'],
    [[1, 2, 3], 3.5, 'Epoch 3.5 cannot be logged: 3 epochs are complete, so it must be 4 or 3.'],
    [[1], NaN, 'Epoch NaN cannot be logged'],
    [[1], -1, 'Epoch -1 cannot be logged'],
  ])('after the epochs %j, epoch %p is refused and nothing is written', (epochs, epoch, message) => {
    const run = newRun(losing)
    for (const each of epochs) run.log({ loss: 1 }, each)
    const before = run.readLog()
    expect(() => run.log({ loss: 2 }, epoch)).toThrow(coded('EXMAN_EPOCH_MISMATCH', message))
    expect(run.readLog()).toEqual(before)
    run.log({ loss: 3 }, epochs.length + 1)
  })

  test('the last epoch may be added to, and its values replaced', () => {
    const run = newRun()
    run.log({ loss: 1, acc: 0.5 }, 1)
    run.log({ acc: 0.75, val_loss: 2 }, 1)
    expect(run.readLog()).toMatchObject([{ epoch: 1, loss: 1, acc: 0.75, val_loss: 2 }])
    expect(again(run).scores?.best).toEqual({ epoch: 1, loss: 1, acc: 0.75, val_loss: 2, checkpoint: null })
    run.log({ loss: 0.5 })
    expect(run.readLog()).toHaveLength(2)
  })

  test.each([
    [{ loss: '1' }, 'The metric "loss" must be a number, got "1".'],
    [{ epoch: 1 }, '"epoch" is a name with a meaning of its own'],
    [{ constructor: 1 }, '"constructor" is a name with a meaning of its own'],
  ])('the metrics %j are refused and nothing is written', (metrics, message) => {
    const run = newRun()
    expect(() => run.log(metrics as never)).toThrow(coded('EXMAN_METRIC_INVALID', message))
    expect([run.status, existsSync(run.path('training-logs.csv'))]).toEqual(['created', false])
  })
})

describe('the end', () => {
  test('finishing again changes nothing; a result given later replaces the earlier one', () => {
    const run = newRun(losing)
    run.log({ loss: 1 })
    run.finish({ a: 1 })
    const before = text(run, 'run.json')
    run.finish()
    expect(text(run, 'run.json')).toBe(before)
    run.finish({ b: 2 })
    expect(json(run)).toMatchObject({ status: 'done', result: { b: 2 } })
    expect(json(run).sessions).toHaveLength(1)
  })

  test('a run may be finished before its first epoch', () => {
    const run = newRun()
    run.finish(0)
    expect(json(run)).toMatchObject({ status: 'done', epochs: 0, result: 0 })
    expect(run.scores).toBeNull()
  })

  test.each([
    ['finish', (run: RunFolder) => run.finish()],
    ['fail', (run: RunFolder) => run.fail('no')],
  ])('after %s nothing can be logged', (_, end) => {
    const run = newRun(losing)
    run.log({ loss: 1 })
    end(run)
    expect(() => run.log({ loss: 2 })).toThrow(coded('EXMAN_RUN_ENDED', 'Prepare a new run.'))
    expect(run.readLog()).toHaveLength(1)
  })

  test('a result that is not JSON data is refused, and the run goes on', () => {
    const run = newRun(losing)
    for (const result of [NaN, new Date(), () => 1, { a: [undefined] }, 1n])
      expect(() => run.finish(result)).toThrow(coded('EXMAN_RESULT_INVALID'))
    run.log({ loss: 1 })
    expect(run.status).toBe('running')
    run.finish()
  })

  test('failing keeps the error; failing and finishing again leave the run failed', () => {
    const run = newRun(losing)
    const error = Object.assign(new RangeError('too far'), { code: 'FAR' })
    run.log({ loss: 1 })
    run.fail(error)
    run.fail(error)
    run.finish()
    run.finish({ late: true })
    expect(json(run)).toMatchObject({
      status: 'failed',
      epochs: 1,
      error: { name: 'RangeError', message: 'too far', code: 'FAR', stack: error.stack },
      sessions: [{ end: 'failed', toEpoch: 1 }],
    })
    expect(json(run).sessions).toHaveLength(1)
    expect(existsSync(run.path('.lock'))).toBe(false)
  })

  test('a run that was finished can still be failed: the code after it threw', () => {
    const run = newRun()
    run.finish({ accuracy: 1 })
    run.fail(new Error('after all'))
    expect(json(run)).toMatchObject({
      status: 'failed',
      result: { accuracy: 1 },
      error: { message: 'after all' },
    })
  })

  test.each([
    ['a text', 'a text'],
    [undefined, 'undefined'],
    [null, 'null'],
    [42, '42'],
    [{ reason: 'none' }, '{ reason: "none" }'],
    [Object.create(null), '{}'],
  ])('%p can be failed with, too', (thrown: unknown, message) => {
    const run = newRun()
    run.fail(thrown)
    expect(json(run).error).toEqual({ name: 'Error', message })
  })

  test('safely finishes the run and gives the value', async () => {
    const run = newRun(losing)
    const value = await run.safely(() => {
      run.log({ loss: 1 })
      return Promise.resolve(7)
    })
    expect([value, run.status]).toEqual([7, 'done'])
  })

  test('safely fails the run and throws what was thrown', async () => {
    const run = newRun()
    const error = new Error('no data')
    await expect(run.safely(() => Promise.reject(error))).rejects.toBe(error)
    expect(json(run)).toMatchObject({ status: 'failed', error: { message: 'no data' } })
    const other = newRun()
    await expect(
      other.safely(() => {
        throw error
      }),
    ).rejects.toBe(error)
    expect(other.status).toBe('failed')
  })

  test('safely keeps the result of a body that finishes the run itself', async () => {
    const run = newRun()
    await run.safely(() => run.finish({ accuracy: 1 }))
    expect(json(run)).toMatchObject({ status: 'done', result: { accuracy: 1 } })
  })
})

describe('divergence', () => {
  test.each([NaN, Infinity, -Infinity])('a monitored %p makes the run diverged, for good', (value) => {
    const run = newRun()
    run.log({ loss: 1, val_loss: 1 })
    run.log({ loss: NaN, val_loss: 0.5 })
    expect(run.status).toBe('running')
    run.log({ loss: 1, val_loss: value })
    expect(run.status).toBe('diverged')
    run.log({ loss: 1, val_loss: 0.25 })
    run.finish()
    const error = {
      code: 'EXMAN_DIVERGED',
      message: `The monitored metric val_loss was ${value} at epoch 3.`,
    }
    expect(json(run)).toMatchObject({ status: 'diverged', epochs: 4, error, sessions: [{ end: 'diverged' }] })
    run.finish({ kept: true })
    expect(json(run)).toMatchObject({ status: 'diverged', result: { kept: true } })
  })

  test('with onDivergence: "continue" the run goes on, and the epoch is never the best', () => {
    const run = newRun({ onDivergence: 'continue' })
    run.log({ val_loss: NaN })
    run.log({ val_loss: 0.5 })
    run.log({ val_loss: -Infinity })
    run.finish()
    expect([run.status, run.scores?.best?.epoch]).toEqual(['done', 2])
  })
})

describe('a monitored metric that is not logged', () => {
  test('makes loss the monitored one, with one warning at the second row', () => {
    const run = newRun()
    run.log({ loss: 1 })
    const warnings = expectWarnings()
    run.log({ loss: 0.5 })
    expect(warnings).toHaveLength(1)
    run.log({ loss: 0.25 })
    run.finish()
    expect(warnings).toEqual([
      {
        code: 'EXMAN_MONITOR_MISSING',
        text: `${run.id}: "val_loss" is not logged, so "loss" is monitored instead. Logged are loss.`,
      },
    ])
    expect(run.scores).toMatchObject({ monitor: 'loss', best: { epoch: 3 } })
  })

  test('is not warned of when it comes later in the same epoch', () => {
    const run = newRun()
    run.log({ loss: 1 })
    run.log({ val_loss: 2 }, 1)
    run.log({ loss: 1 })
    run.log({ val_loss: 1 }, 2)
    run.finish()
    expect(run.scores).toMatchObject({ monitor: 'val_loss', best: { epoch: 2 } })
  })

  test('is warned of at the end of a run of one epoch', () => {
    const warnings = expectWarnings()
    const run = newRun()
    run.log({ loss: 1 })
    run.finish()
    expect(warnings.map(({ code }) => code)).toEqual(['EXMAN_MONITOR_MISSING'])
  })
})

describe('when the disk is full', () => {
  const WRITES = ['openSync', 'writeSync']
  const full = (failAt = 1) =>
    faultyDisk({ kind: 'fail', code: 'ENOSPC', failAt, failFor: 1000, only: WRITES })
  const ENOSPC = expect.objectContaining({ code: 'ENOSPC' }) as Error

  test('log throws a typed error, and the run is failed with the reason', async () => {
    const run = newRun(losing)
    run.log({ loss: 1 })
    // The row cannot be written, the record can.
    const disk = faultyDisk({ kind: 'fail', code: 'ENOSPC', failAt: 1, only: ['writeSync'] })
    const error = (await under(disk, () => run.log({ loss: 0.5 }))) as FileError
    expect(error).toBeInstanceOf(ExmanError)
    expect(error).toMatchObject({
      code: 'EXMAN_DISK_FULL',
      path: run.path('training-logs.csv'),
      cause: ENOSPC,
    })
    expect(json(run)).toMatchObject({
      status: 'failed',
      error: { name: 'FileError', code: 'EXMAN_DISK_FULL' },
    })
    expect(run.readLog()).toHaveLength(1)
    expect(existsSync(run.path('.lock'))).toBe(false)
  })

  test('the error is thrown also when the failure itself cannot be recorded', async () => {
    const run = newRun(losing)
    run.log({ loss: 1 })
    const warnings = expectWarnings()
    expect(await under(full(), () => run.log({ loss: 0.5 }))).toMatchObject({ code: 'EXMAN_DISK_FULL' })
    expect(warnings.map(({ code }) => code)).toEqual(['EXMAN_WRITE_SKIPPED'])
    expect(run.status).toBe('failed')
    // With room again it is written, and not as done.
    run.finish()
    expect(again(run).record).toMatchObject({ status: 'failed', error: { code: 'EXMAN_DISK_FULL' } })
  })

  test('with onWriteError: "warn" training goes on, with one warning, and the rows come with the next write', async () => {
    const run = newRun({ ...losing, onWriteError: 'warn' })
    const warnings = expectWarnings()
    run.log({ loss: 1 })
    const disk = full()
    for (const loss of [0.5, 0.25]) expect(await under(disk, () => run.log({ loss }))).toBeUndefined()
    expect(run.status).toBe('running')
    expect(again(run).readLog()).toHaveLength(1)
    run.log({ loss: 0.125 })
    expect(again(run).readLog()).toMatchObject([
      { epoch: 1, loss: 1 },
      { epoch: 2, loss: 0.5 },
      { epoch: 3, loss: 0.25 },
      { epoch: 4, loss: 0.125 },
    ])
    run.finish()
    expect(warnings).toEqual([
      { code: 'EXMAN_WRITE_SKIPPED', text: expect.stringContaining('the disk is full (ENOSPC)') as string },
    ])
    const problem = {
      code: 'EXMAN_DISK_FULL',
      message: expect.stringContaining('training-logs.csv') as string,
    }
    expect(json(run)).toMatchObject({ status: 'done', epochs: 4, problems: [problem] })
    expect(json(run).problems).toHaveLength(1)
  })

  test('and also when it is full from the first epoch on', async () => {
    const run = newRun({ ...losing, onWriteError: 'warn' })
    expectWarnings()
    const disk = full()
    for (const loss of [1, 0.5]) expect(await under(disk, () => run.log({ loss }))).toBeUndefined()
    run.log({ loss: 0.25 })
    run.finish()
    expect(run.readLog()).toMatchObject([
      { epoch: 1, loss: 1 },
      { epoch: 2, loss: 0.5 },
      { epoch: 3, loss: 0.25 },
    ])
    expect(run.scores).toMatchObject({ epochs: 3, best: { epoch: 3 } })
    expect(json(run)).toMatchObject({ status: 'done', epochs: 3 })
  })

  test('and also when it is full at the end: finish may be called again, and exit tries once more', async () => {
    const run = newRun({ ...losing, onWriteError: 'warn' })
    expectWarnings()
    const disk = full()
    for (const act of [() => run.log({ loss: 1 }), () => run.finish({ a: 1 }), () => run.finish()])
      expect(await under(disk, act)).toBeUndefined()
    run.finish()
    expect(run.readLog()).toMatchObject([{ epoch: 1, loss: 1 }])
    expect(json(run)).toMatchObject({ status: 'done', result: { a: 1 } })

    const left = newRun({ ...losing, onWriteError: 'warn' })
    await under(full(), () => left.log({ loss: 1 }))
    left.recorder.endAtExit(0, undefined)
    expect(left.readLog()).toMatchObject([{ epoch: 1, loss: 1 }])
    expect(json(left)).toMatchObject({ status: 'done', epochs: 1 })
  })
})

test('a run folder that is removed under the training is reported, and not half made again', () => {
  const warnings = expectWarnings()
  const run = newRun(losing)
  run.log({ loss: 1 })
  rmSync(run.dir, { recursive: true })
  expect(() => run.log({ loss: 2 })).toThrow(coded('EXMAN_FOLDER_GONE', run.dir))
  expect(() => run.log({ loss: 2 })).toThrow(coded('EXMAN_FOLDER_GONE', run.dir))
  run.fail(new Error('no folder'))
  run.recorder.endAtExit(1, undefined)
  expect(run.status).toBe('failed')
  expect(existsSync(run.dir)).toBe(false)
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatchObject({ code: 'EXMAN_WRITE_SKIPPED' })
})

describe('one holder', () => {
  test('a run that is open for writing in this process cannot be written through another object, but read', () => {
    const run = newRun(losing)
    run.log({ loss: 1 })
    const other = again(run, losing)
    expect(() => other.log({ loss: 2 })).toThrow(
      coded('EXMAN_RUN_HELD', 'is already open for writing in this process'),
    )
    expect(() => other.finish()).toThrow(coded('EXMAN_RUN_HELD'))
    expect([other.status, other.readLog().length]).toEqual(['running', 1])
    run.finish()
    other.log({ loss: 2 })
    other.finish()
    expect(run.readLog()).toHaveLength(2)
    expect(json(run).sessions).toHaveLength(1)
  })

  async function holder(root: string): Promise<{ child: ChildProcess; run: RunFolder; pid: number }> {
    const { child, line } = await start(script('run-child', 'hold', root))
    const [id] = line.split('\n') as [string]
    const dir = join(root, id)
    const scores = join(dir, 'performances.json')
    await untilSo(child, () => existsSync(scores) && readFileSync(scores, 'utf8').includes('"epochs": 2'))
    const run = again({ recorder: { init: { id, dir, root } } } as RunFolder, losing)
    return { child, run, pid: child.pid! }
  }

  test('another process is named; when it was killed the run is lost, and can be taken up in a session of its own', async () => {
    const { child, run, pid } = await holder(join(scratch(), 'root'))
    try {
      expect(run.status).toBe('running')
      const message = new RegExp(
        `is held by process ${pid} on .*, since \\d{4}-.*Z\\. Wait for it, or stop it and try again\\.`,
      )
      expect(() => run.log({ loss: 1 })).toThrow(message)
      expect(() => run.log({ loss: 1 })).toThrow(coded('EXMAN_RUN_HELD'))
    } finally {
      await kill(child)
    }
    const before = text(run, 'run.json')
    expect(run.status).toBe('lost')
    expect(text(run, 'run.json')).toBe(before)

    // A half-written row, and what an interrupted write left.
    writeFileSync(run.path('training-logs.csv'), `${text(run, 'training-logs.csv')}3,0.`)
    writeFileSync(run.path('.exman-0123456789abcdef.tmp'), 'half')
    run.log({ loss: 0.125 })
    expect(json(run)).toMatchObject({
      status: 'running',
      sessions: [
        { process: { pid }, fromEpoch: 0, toEpoch: 2, end: 'lost', ended: null },
        { process: { pid: process.pid }, fromEpoch: 2, toEpoch: null, end: null },
      ],
    })
    expect(existsSync(run.path('.exman-0123456789abcdef.tmp'))).toBe(false)
    run.finish()
    expect(run.readLog()).toMatchObject([
      { epoch: 1, loss: 0.5 },
      { epoch: 2, loss: 0.25 },
      { epoch: 3, loss: 0.125 },
    ])
    expect(json(run)).toMatchObject({
      status: 'done',
      epochs: 3,
      sessions: [{ end: 'lost' }, { end: 'done', toEpoch: 3 }],
    })
    const seconds = run.readLog().map((row) => row.seconds)
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b))
  })
})

describe('opened for reading', () => {
  test('nothing is written, and the record is a copy', () => {
    const run = newRun(losing)
    run.log({ loss: 1 })
    run.finish({ a: 1 })
    const before = text(run, 'run.json')
    const other = again(run)
    other.record.status = 'failed'
    other.record.sessions.length = 0
    expect(other.record.sessions).toHaveLength(1)
    expect([other.status, other.id, other.dir]).toEqual(['done', run.id, run.dir])
    expect([text(run, 'run.json'), existsSync(run.path('.lock'))]).toEqual([before, false])
  })

  test('a last row without its newline is left out', () => {
    const run = newRun(losing)
    run.log({ loss: 1 })
    run.finish()
    writeFileSync(run.path('training-logs.csv'), `${text(run, 'training-logs.csv')}2,3,0.5`)
    expect(run.readLog()).toHaveLength(1)
  })

  test.each(['run.json', 'performances.json'])(
    '%s cut at any byte, zero-filled or with a tail is an error that names it',
    (name) => {
      const run = newRun(losing)
      run.log({ loss: 1 })
      run.finish()
      const whole = text(run, name)
      const read = () => (name === 'run.json' ? run.status : run.scores)
      const broken = Array.from({ length: whole.length - 1 }, (_, length) => whole.slice(0, length))
      for (const content of [...broken, '\0'.repeat(whole.length), `${whole}{}`]) {
        writeFileSync(run.path(name), content)
        expect(read).toThrow(coded('EXMAN_FILE_INVALID', run.path(name)))
      }
      writeFileSync(run.path(name), `\uFEFF${whole}`)
      expect(read()).toEqual(name === 'run.json' ? 'done' : expect.objectContaining({ epochs: 1 }))
      writeFileSync(run.path(name), whole.replace('"format": 1', '"format": 2'))
      expect(read).toThrow(coded('EXMAN_FORMAT_NEWER'))
    },
  )
})

test.each([['../x'], ['/etc'], ['a/../../x'], ['a\0b'], ['..']])(
  'the path %j would leave the folder',
  (path) => {
    const run = newRun()
    expect(() => run.path(path)).toThrow(coded('EXMAN_PATH_OUTSIDE'))
    expect(run.path('plots', 'roc.svg')).toBe(join(run.dir, 'plots/roc.svg'))
    expect(existsSync(run.path('plots'))).toBe(false)
  },
)
