import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { kill, run as runChild, script, start, untilSo } from '../faults/children'
import { scratch } from '../faults/scratch'
import { openRuns } from '../../src/catalog/open-runs'
import { goesOn, keyedRun, namedRun, recordsOf, type Course } from './trees'

const COURSES: [status: string, course: Course][] = [
  ['created', { epochs: [], end: goesOn }],
  ['running', { end: goesOn }],
  ['done', {}],
  ['failed', { end: (run) => run.fail(new RangeError('the data are gone')) }],
  ['failed', { end: (run) => run.safely(() => Promise.reject(new Error('gone'))).catch(() => undefined) }],
]

test.each(COURSES)('a run of this process is %s, in both layouts', async (status, course) => {
  const root = join(scratch(), 'root')
  const runs = [await keyedRun(root, {}, course), await namedRun(join(root, 'numbered'), [], course)]
  const found = await recordsOf([root, join(root, 'numbered')])
  expect(found.map((record) => [record.status, record.problem])).toEqual([
    [status, null],
    [status, null],
  ])
  // One that has failed may have moved since.
  expect(found.map(({ dir }) => dir)).toEqual(runs.map(({ dir }) => dir))
  for (const run of runs) run.finish()
})

test('a run that has come to NaN is diverged when it ends', async () => {
  const root = join(scratch(), 'root')
  await keyedRun(root, {}, { epochs: [{ val_loss: 1 }, { val_loss: NaN }] })
  expect(await recordsOf(root)).toMatchObject([{ status: 'diverged', epochs: 2, bestEpoch: 1 }])
})

test('a run of a living process is running; killed, it is lost', async () => {
  const root = join(scratch(), 'root')
  const { child, line } = await start(script('run-child', 'hold', root))
  await untilSo(child, async () => (await recordsOf(root))[0]?.epochs === 2)
  expect(await recordsOf(root)).toMatchObject([{ id: line, status: 'running' }])
  await kill(child)
  expect(await recordsOf(root)).toMatchObject([{ id: line, status: 'lost', epochs: 2, problem: null }])
})

test.each([
  ['loop', 'done'],
  ['exit', 'failed'],
  ['throw', 'failed'],
  ['kill', 'lost'],
])('of a process that ended by "%s" the run is %s', async (how, status) => {
  const root = join(scratch(), 'root')
  await runChild(script('run-child', how, root))
  expect(await recordsOf(root)).toMatchObject([{ status, problem: null }])
})

test('a run that ended before its first epoch stays created', async () => {
  const root = join(scratch(), 'root')
  await runChild(script('run-child', 'nothing', root))
  expect(await recordsOf(root)).toMatchObject([{ status: 'created', monitor: null, metrics: {} }])
})

test('a run interrupted by a signal is told so', async () => {
  const root = join(scratch(), 'root')
  const run = await keyedRun(root, {}, { end: goesOn })
  run.recorder.interrupt('SIGINT')
  expect((await openRuns(root)).values('status')).toEqual(['interrupted'])
})

test('a run that is just being made is no row yet; when its process has died, it is one with a problem', async () => {
  const root = join(scratch(), 'root')
  const run = await keyedRun(root, {}, { epochs: [], end: goesOn })
  rmSync(run.path('run.json'))
  expect(await recordsOf(root)).toEqual([])
  rmSync(run.path('.lock'))
  expect(await recordsOf(root)).toMatchObject([
    { id: run.id, status: 'unknown', problem: { file: 'run.json' } },
  ])
})
