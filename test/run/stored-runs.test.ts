import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runsOnDisk } from '../../src/run/stored-runs'
import type { RunFolder } from '../../src/run/run-folder'
import { deadLock } from '../faults/scenarios'
import { scratch } from '../faults/scratch'
import { expectWarnings } from '../warnings'
import { newRun } from './runs'

const experimentOf = (run: RunFolder) => dirname(run.dir)
const found = (run: RunFolder, takeover = false) => runsOnDisk(experimentOf(run), { takeover })

/** Some runs of one experiment, in the order that they were made. */
function runs(count: number): RunFolder[] {
  const root = join(scratch(), 'root')
  return Array.from({ length: count }, () => newRun({ monitor: 'loss' }, root))
}

function changeRecord(run: RunFolder, change: object): void {
  const path = run.path('run.json')
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), ...change }))
}

test('an experiment without a folder has no runs', () => {
  expect(runsOnDisk(join(scratch(), 'exp-1'), { takeover: false })).toEqual([])
})

test('runs come oldest first, by their sequence, whatever their folders are named', () => {
  const [first, second, third] = runs(3) as [RunFolder, RunFolder, RunFolder]
  const sequence = (run: RunFolder) => run.record.sequence!
  const numbers = [first, second, third].map(sequence)
  for (const run of [first, second, third]) run.finish()
  changeRecord(first, { sequence: numbers[2]! + 1 })
  expect(found(first).map(({ place }) => place.id)).toEqual([second.id, third.id, first.id])
})

test('each comes with its parameters, its record and its place', () => {
  const [run] = runs(1) as [RunFolder]
  run.log({ loss: 1 })
  run.finish({ a: 1 })
  expect(found(run)).toMatchObject([
    {
      place: { id: run.id, dir: run.dir },
      params: run.params,
      record: { status: 'done', result: { a: 1 } },
      monitored: { monitor: 'loss' },
      status: 'done',
      holder: undefined,
    },
  ])
})

describe('who holds a run', () => {
  test('is named, and the run is running', () => {
    const [run] = runs(1) as [RunFolder]
    run.log({ loss: 1 })
    expect(found(run)).toMatchObject([
      { status: 'running', holder: { judged: 'this-process', holder: { pid: process.pid } } },
    ])
    run.finish()
  })

  const ENDED = { ended: null, toEpoch: null, end: null }

  /** A run that a process has left without a word, with a lock that names these facts. */
  function left(facts: Parameters<typeof deadLock>[1]): RunFolder {
    const [run] = runs(1) as [RunFolder]
    run.log({ loss: 1 })
    run.finish()
    const [session] = run.record.sessions
    changeRecord(run, { status: 'running', sessions: [{ ...session, ...ENDED }] })
    writeFileSync(run.path('.lock'), deadLock(run.dir, facts))
    return run
  }

  test.each([
    ['is dead', {}, false, { status: 'lost', holder: undefined }],
    ['lives', { pid: process.ppid, start: null }, false, { status: 'running', holder: { judged: 'alive' } }],
    [
      'lives, also for who takes runs over',
      { pid: process.ppid, start: null },
      true,
      { status: 'running', holder: { judged: 'alive' } },
    ],
    ['is on another host', { host: 'gpu3' }, false, { status: 'running', holder: { judged: 'unknown' } }],
    [
      'is on another host, and does not count for who takes runs over',
      { host: 'gpu3' },
      true,
      { status: 'lost', holder: undefined },
    ],
  ] as const)('%s', (_, facts, takeover, expected) => {
    const run = left(facts)
    expect(found(run, takeover)).toMatchObject([expected])
  })

  test('holds a run that is over, too, as long as it has not let go', () => {
    const run = left({ pid: process.ppid, start: null })
    changeRecord(run, { status: 'done' })
    expect(found(run)).toMatchObject([{ status: 'done', holder: { judged: 'alive' } }])
  })
})

test.each<[string, (run: RunFolder) => void]>([
  ['a record that is damaged', (run) => writeFileSync(run.path('run.json'), '{')],
  ['no parameters', (run) => rmSync(run.path('hyperparameters.json'))],
  ['a newer format', (run) => changeRecord(run, { format: 2 })],
])('a run that cannot be read is left out, with a warning: %s', (_, harm) => {
  const warnings = expectWarnings()
  const [first, second] = runs(2) as [RunFolder, RunFolder]
  for (const run of [first, second]) run.finish()
  harm(first)
  expect(found(second).map(({ place }) => place.id)).toEqual([second.id])
  expect(warnings).toMatchObject([{ code: 'EXMAN_RUN_UNREADABLE' }])
  expect(warnings[0]!.text).toContain(`${first.dir} is left out.`)
})
