import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRunRecord } from '../../src/run/record'
import { TrainingLog } from '../../src/run/training-log'
import { scratch } from '../faults/scratch'
import { reopenRun } from '../fixtures/run-setup'
import { run, script, start, untilLast, untilSo } from '../faults/children'
import { git, repository } from './git-repositories'
import './runs'

async function child(how: string) {
  const root = join(scratch(), 'root')
  const ended = await run(script('run-child', how, root))
  const id = ended.output.split('\n', 1)[0]!
  const dir = join(root, id)
  return { ...ended, root, dir, status: reopenRun({ id, dir, root }).status, record: readRunRecord(dir)! }
}

test.each([
  ['a loop that was logged and ended with exit code 0', 'loop', 0, 'done', 'done', null],
  ['a process that logged nothing', 'nothing', 0, 'created', 'exited', null],
  [
    'process.exit(3)',
    'exit',
    3,
    'failed',
    'failed',
    { code: 'EXMAN_PROCESS_EXITED', message: 'The process ended with exit code 3, before the run did.' },
  ],
  [
    'process.exitCode = 4',
    'exit-code',
    4,
    'failed',
    'failed',
    { code: 'EXMAN_PROCESS_EXITED', message: 'The process ended with exit code 4, before the run did.' },
  ],
  [
    'an uncaught exception',
    'throw',
    1,
    'failed',
    'failed',
    { name: 'RangeError', message: 'the data are gone' },
  ],
  [
    'an unhandled rejection',
    'reject',
    1,
    'failed',
    'failed',
    { name: 'RangeError', message: 'the promise was broken' },
  ],
  [
    'process.exit(0) in the middle of a fit',
    'fit',
    0,
    'failed',
    'failed',
    {
      code: 'EXMAN_PROCESS_EXITED',
      message: 'The process ended with exit code 0 in epoch 2 of a fit, before the run did.',
    },
  ],
  [
    'a failing exit long after an exception that the program survived',
    'survived',
    4,
    'failed',
    'failed',
    { code: 'EXMAN_PROCESS_EXITED', message: 'The process ended with exit code 4, before the run did.' },
  ],
  ['an exception that the program caught itself', 'handled', 0, 'done', 'done', null],
])('%s', async (_, how, exitCode, status, end, error) => {
  const found = await child(how)
  expect([found.code, found.status]).toEqual([exitCode, status])
  expect(found.record).toMatchObject({ status, sessions: [{ end }] })
  if (error === null) expect(found.record.error).toBeNull()
  else expect(found.record.error).toMatchObject(error)
  expect(found.record.sessions[0]!.ended).not.toBeNull()
  expect(existsSync(join(found.dir, '.lock'))).toBe(false)
})

test('an exception still ends the process as Node does: with its trace on stderr', async () => {
  expect((await child('throw')).output).toContain('RangeError: the data are gone\n    at ')
})

test.each([
  ['all open runs get their end', 'two'],
  ['also when something else that is open throws, and that is told', 'broken'],
])('%s', async (_, how) => {
  const { root, code, output } = await child(how)
  expect(output.includes('Error: this one cannot end')).toBe(how === 'broken')
  const experiment = join(
    root,
    readdirSync(root).find((name) => name.startsWith('exp-'))!,
  )
  const runs = readdirSync(experiment).filter((name) => name.startsWith('run--'))
  expect([code, runs.length]).toEqual([5, 2])
  for (const name of runs) expect(readRunRecord(join(experiment, name))).toMatchObject({ status: 'failed' })
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends the process as it does without exman; what was logged is on disk, and the run reads lost',
  async (name) => {
    const root = join(scratch(), 'root')
    const { child, line: id } = await start(script('run-child', 'hold', root))
    const dir = join(root, id)
    const found = reopenRun({ id, dir, root })
    await untilSo(child, () => found.readLog().length === 2)
    child.kill(name)
    expect(await once(child, 'exit')).toEqual([null, name])
    expect(found.status).toBe('lost')
    expect(found.readLog().map(({ loss }) => loss)).toEqual([0.5, 0.25])
  },
)

test('SIGKILL writes nothing, and the run reads lost', async () => {
  const { signal, status, record, dir } = await child('kill')
  expect([signal, status]).toEqual(['SIGKILL', 'lost'])
  expect(record).toMatchObject({ status: 'running', sessions: [{ ended: null, end: null }] })
  expect(existsSync(join(dir, '.lock'))).toBe(true)
})

describe('killed at each change of the disk in turn', () => {
  const acknowledged = (output: string) =>
    output
      .split('\n')
      .filter((line) => /^\d+$/.test(line))
      .map(Number)

  test('a log holds every acknowledged row once, and goes on', async () => {
    await untilLast(async (n) => {
      const dir = scratch()
      const { signal, output } = await run(script('run-killed', 'log', dir, n))
      const rows = new TrainingLog(dir).open()
      const epochs = rows.map(({ epoch }) => epoch)
      expect(epochs).toEqual([1, 2, 3, 4].slice(0, rows.length))
      expect(rows.length).toBeGreaterThanOrEqual(acknowledged(output).length)
      const whole = [
        { loss: 1 },
        { loss: 0.5 },
        { loss: 0.25, val_loss: 0.5 },
        { loss: 0.125, val_loss: 0.25 },
      ]
      expect(rows.map(({ metrics }) => metrics)).toEqual(whole.slice(0, rows.length))
      if (signal !== 'SIGKILL') expect(rows).toHaveLength(4)
      return signal !== 'SIGKILL'
    })
  })

  test('a run is lost, its records parse, and another process takes it up', async () => {
    await untilLast(async (n) => {
      const root = join(scratch(), 'root')
      const { signal, output } = await run(script('run-killed', 'run', root, n))
      const isKilled = signal === 'SIGKILL'
      for (const { id, dir } of runsIn(root)) {
        const record = readRunRecord(dir)
        // Killed before run.json: a folder, but no run.
        if (record === undefined) continue
        expect(JSON.parse(readFileSync(join(dir, 'hyperparameters.json'), 'utf8'))).toMatchObject({
          model: { units: 32 },
        })
        const taken = reopenRun({ id, dir, root }, { monitor: 'loss' })
        expect(taken.status).toMatch(isKilled ? /^(lost|done)$/ : /^done$/)
        expect(taken.scores?.epochs ?? 0).toBeLessThanOrEqual(taken.readLog().length)
        const epochs = taken.readLog().length
        expect(epochs).toBeGreaterThanOrEqual(acknowledged(output).length)
        taken.log({ loss: 0.0625 })
        taken.finish()
        expect(taken.readLog().map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5].slice(0, epochs + 1))
        expect(taken.scores).toMatchObject({ epochs: epochs + 1, last: { loss: 0.0625 } })
        expect(taken.record).toMatchObject({ status: 'done', epochs: epochs + 1 })
      }
      return !isKilled
    })
  })
})

function runsIn(root: string): { id: string; dir: string }[] {
  const names = existsSync(root) ? readdirSync(root).filter((name) => name.startsWith('exp-')) : []
  return names.flatMap((experiment) =>
    readdirSync(join(root, experiment))
      .filter((name) => name.startsWith('run--'))
      .map((name) => ({ id: `${experiment}/${name}`, dir: join(root, experiment, name) })),
  )
}

test('a process that exits before git has answered asks it once more, in short', async () => {
  const dir = repository()
  writeFileSync(join(dir, 'train.js'), 'changed')
  const before = process.cwd()
  process.chdir(dir)
  const { record } = await child('exit').finally(() => process.chdir(before))
  const commit = git(dir, 'rev-parse', 'HEAD').trim()
  expect(record.sessions[0]!.git).toEqual({
    commit,
    branch: 'main',
    dirty: true,
    notes: ['changes.diff was not written: the process ended before'],
  })
})
