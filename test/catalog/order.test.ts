import { cpSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { scratch } from '../faults/scratch'
import { byId, idsOf, keyedRun, namedRun, recordsOf } from './trees'

afterEach(() => jest.useRealTimers())

/** Sets the clock, and nothing else of what tells time. */
function setClock(at: string): void {
  jest.useFakeTimers({
    now: new Date(at),
    doNotFake: ['setImmediate', 'nextTick', 'setTimeout', 'performance', 'hrtime'],
  })
}

const CLOCK = [
  '2026-03-03T12:00',
  '2026-03-03T12:00',
  '2026-03-03T11:00',
  '2025-03-03T12:00',
  '2026-04-01T00:00',
]

test.each([
  ['hash-keyed', (root: string, at: number) => keyedRun(root, { model: at % 2 })],
  ['numbered', (root: string) => namedRun(root)],
] as const)('%s runs stand as they were made, whatever the clock did', async (_layout, make) => {
  const root = join(scratch(), 'root')
  const ids: string[] = []
  for (const [at, clock] of CLOCK.entries()) {
    setClock(clock)
    ids.push((await make(root, at)).id)
  }
  expect(idsOf(await recordsOf(root))).toEqual(ids)
  // By name or by the clock they would stand otherwise.
  expect(ids).not.toEqual([...ids].sort((a, b) => (a.slice(-20) < b.slice(-20) ? -1 : 1)))
})

test('of runs that nothing tells apart, the tenth of a minute stands behind the second', async () => {
  const root = join(scratch(), 'root')
  const run = await keyedRun(root)
  const copies = [2, 9, 10, 11].map((ordinal) => `${run.id}-${ordinal}`)
  for (const id of copies.toReversed()) cpSync(run.dir, join(root, id), { recursive: true })
  expect(idsOf(await recordsOf(root))).toEqual([run.id, ...copies])
})

// F23
describe('what was renamed or copied by hand', () => {
  test('is listed under the name that it has', async () => {
    const root = join(scratch(), 'root')
    const [run, other] = [await keyedRun(root), await keyedRun(root, { model: { units: 64 } })]
    const experiment = dirname(run.id)
    renameSync(run.dir, join(root, experiment, 'the good one'))
    renameSync(join(root, dirname(other.id)), join(root, 'wide models'))
    cpSync(join(root, 'wide models'), join(root, 'wide models, a copy'), { recursive: true })
    expect(await byId(root)).toMatchObject({
      [`${experiment}/the good one`]: { experiment, status: 'done', problem: null },
      [other.id.replace(dirname(other.id), 'wide models')]: { experiment: 'wide models', problem: null },
      [other.id.replace(dirname(other.id), 'wide models, a copy')]: { status: 'done', problem: null },
    })
    expect(await recordsOf(root)).toHaveLength(3)
  })

  test('a numbered run, and a whole root, also', async () => {
    const root = join(scratch(), 'root')
    const run = await namedRun(root)
    renameSync(run.dir, join(dirname(run.dir), 'the good one'))
    cpSync(root, `${root} copied`, { recursive: true })
    expect(await recordsOf(dirname(root))).toMatchObject([
      { id: 'the good one', root, params: { lr: 0.01 }, problem: null },
      { id: 'the good one', root: `${root} copied`, params: { lr: 0.01 }, problem: null },
    ])
  })

  test('parameters that were edited are as they are', async () => {
    const root = join(scratch(), 'root')
    const run = await keyedRun(root)
    const { writeFileSync } = await import('node:fs')
    writeFileSync(run.path('hyperparameters.json'), '{ "model": { "units": 33 } }')
    expect(await recordsOf(root)).toMatchObject([
      { id: run.id, params: { model: { units: 33 } }, problem: null },
    ])
  })
})
