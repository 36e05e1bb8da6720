import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyedTree } from '../../bench/tree'
import { openRuns, type OpenRunsOptions } from '../../src/catalog/open-runs'
import { scratch } from '../faults/scratch'
import { coded } from '../run/runs'
import { byId, bytesBelow, idsOf, keyedRun, namedRun, recordsOf, writeTree } from './trees'

test('a hash-keyed run is a record of all that its files say', async () => {
  const root = join(scratch(), 'root')
  const params = { training: { lr: 1e-3 }, model: { layers: [{ units: 3 }] }, comment: 'first' }
  const run = await keyedRun(root, params, { seed: 7 })
  expect(await recordsOf(root)).toEqual([
    {
      ...{ id: run.id, dir: run.dir, root, experiment: run.id.split('/')[0], status: 'done' },
      ...{ started: run.record.created, seconds: expect.any(Number) as number, epochs: 2, seed: 7 },
      ...{ monitor: 'val_loss', mode: 'min', bestEpoch: 1, params },
      ...{ metrics: { loss: 0.5, val_loss: 0.75 }, last: { loss: 0.25, val_loss: 1 } },
      ...{ marks: [], note: null, result: { accuracy: 0.9 }, problem: null },
    },
  ])
})

test('a numbered run is one, too: with its arguments, without the facts that stand behind them, and with its marks', async () => {
  const root = join(scratch(), 'root')
  const run = await namedRun(root, ['--lr', '1e-7', '--name', 'mine'])
  const [record, ...others] = await recordsOf(root)
  expect(others).toEqual([])
  expect(record).toMatchObject({
    ...{ id: run.id, dir: run.dir, root, experiment: null, status: 'done', epochs: 2, seed: null },
    ...{ started: run.record.created, marks: ['model/cnn'], result: { accuracy: 0.9 }, problem: null },
    ...{ metrics: { loss: 0.5, val_loss: 0.75 }, bestEpoch: 1 },
  })
  expect(record!.params).toEqual({ lr: 1e-7, model: 'cnn', seed: null })
})

test('a record is plain data: it is the same after a way through JSON, and so is the table', async () => {
  const root = join(scratch(), 'root')
  await keyedRun(root)
  await namedRun(join(root, 'numbered'))
  const runs = await openRuns([root, join(root, 'numbered')])
  expect(JSON.parse(JSON.stringify(runs))).toEqual([...runs])
  expect(runs).toHaveLength(2)
})

test('NaN and infinite metrics are numbers again, and the best epoch is a finite one', async () => {
  const root = join(scratch(), 'root')
  const epochs = [
    { loss: 2, val_loss: 3, acc: -Infinity },
    { loss: NaN, val_loss: 4, acc: Infinity },
  ]
  await keyedRun(root, {}, { epochs })
  expect(await recordsOf(root)).toMatchObject([{ bestEpoch: 1, metrics: epochs[0], last: epochs[1] }])
})

describe('several roots', () => {
  async function three(): Promise<{ folder: string; ids: string[] }> {
    const folder = scratch()
    const keyed = await keyedRun(join(folder, 'b-keyed'))
    const named = await namedRun(join(folder, 'a-named'))
    const mixed = [await keyedRun(join(folder, 'mixed')), await namedRun(join(folder, 'mixed', 'deep'))]
    mkdirSync(join(folder, 'no-root', 'runs'), { recursive: true })
    return { folder, ids: [keyed.id, named.id, mixed[0]!.id] }
  }

  test('below a folder are all taken, the oldest run first; deeper ones are not looked for', async () => {
    const { folder, ids } = await three()
    const runs = await openRuns(folder)
    expect(idsOf(runs)).toEqual(ids)
    expect(runs.values('root')).toEqual(['b-keyed', 'a-named', 'mixed'].map((name) => join(folder, name)))
  })

  test('that are named are all taken, each once, in whatever order they are named', async () => {
    const { folder, ids } = await three()
    const named = ['mixed', 'a-named', 'b-keyed', 'mixed/', './a-named'].map((name) => `${folder}/${name}`)
    expect(idsOf(await openRuns(named))).toEqual(ids)
    expect(idsOf(await openRuns([folder, ...named]))).toEqual(ids)
    expect(idsOf(await openRuns([]))).toEqual([])
  })

  test('where one is wrong, its name is told', async () => {
    const { folder } = await three()
    await expect(openRuns([join(folder, 'mixed'), join(folder, 'gone')])).rejects.toThrow(
      coded('EXMAN_ROOT_INVALID', join(folder, 'gone')),
    )
  })
})

test('trials are there only on demand', async () => {
  const root = join(scratch(), 'root')
  const run = await keyedRun(root)
  const debug = await keyedRun(root, { debug: true })
  expect(idsOf(await recordsOf(root))).toEqual([run.id])
  expect(idsOf(await recordsOf(root, { trials: true }))).toEqual([run.id, debug.id])
  expect(debug.id).toMatch(/^debug\/exp-/)

  const other = join(scratch(), 'root')
  const kept = await namedRun(other)
  const tried = await namedRun(other, ['--tmp'])
  expect(idsOf(await recordsOf(other))).toEqual([kept.id])
  expect(await byId(other, { trials: true })).toMatchObject({ [kept.id]: {}, [tried.id]: { dir: tried.dir } })
})

describe('a folder without experiments', () => {
  const WRONG: [title: string, make: (path: string) => unknown, why: string][] = [
    ['that is missing', () => undefined, 'there is no such folder'],
    ['that is empty', (path) => mkdirSync(path), 'neither it nor a folder in it holds any'],
    ['that is a file', (path) => writeFileSync(path, ''), 'there is no such folder'],
    ['of something else', (path) => mkdirSync(join(path, 'expenses'), { recursive: true }), 'neither it nor'],
    [
      'with an empty folder named as theirs',
      (path) => mkdirSync(join(path, 'runs'), { recursive: true }),
      'neither',
    ],
  ]

  test.each(WRONG)('%s is an error that names it and says why', async (_title, make, why) => {
    const path = join(scratch(), 'there')
    make(path)
    await expect(openRuns(path)).rejects.toThrow(coded('EXMAN_ROOT_INVALID', `in ${path}: ${why}`))
  })

  test('that exman has made is an empty table, in which nobody can make a mistake', async () => {
    const root = join(scratch(), 'root')
    const created = '2020-03-03T14:52:10.120Z'
    writeTree(root, { '.exman/format.json': { format: 1, layout: 'keyed', created, by: 'exman 0.1.0' } })
    const runs = await openRuns(root)
    expect([runs.length, runs.rows(), runs.columns(), runs.differing()]).toEqual([0, [], [], []])
    expect(runs.where({ 'training.lr': 1 }).sortBy('val_loss').take(3).records).toEqual([])
    expect(runs.groupBy('experiment').aggregate('val_loss')).toEqual([])
    expect(runs.best('val_loss')).toBeUndefined()
  })
})

test.each<[options: object, code: string, why: string]>([
  [{ trial: true }, 'EXMAN_OPTION_UNKNOWN', 'Did you mean "trials"?'],
  [{ trials: 'yes' }, 'EXMAN_OPTION_INVALID', 'trials'],
  [{ cache: 1 }, 'EXMAN_OPTION_INVALID', 'cache'],
  [{ onProgress: true }, 'EXMAN_OPTION_INVALID', 'must be a function'],
])('the options %j are refused', async (options, code, why) => {
  await expect(openRuns(scratch(), options as OpenRunsOptions)).rejects.toThrow(coded(code, why))
})

test.each([[5], [null], [['experiments', 5]], ['']])('%j is no root', async (roots) => {
  await expect(openRuns(roots as never)).rejects.toThrow(coded('EXMAN_OPTION_INVALID', 'array of texts'))
})

test('how far it has come is told now and then', async () => {
  const root = join(scratch(), 'root')
  keyedTree(root, 1200)
  const told: [number, number][] = []
  await openRuns(root, { cache: false, onProgress: (done, total) => told.push([done, total]) })
  expect(told.length).toBeGreaterThan(1)
  expect(told.map(([, total]) => total)).toEqual(told.map(() => 1200))
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b))
  expect(told.at(-1)![0]).toBeLessThanOrEqual(1200)
})

test('a listing of few runs writes nothing', async () => {
  const root = join(scratch(), 'root')
  await keyedRun(root)
  const before = bytesBelow(root)
  await openRuns(root)
  expect(bytesBelow(root)).toEqual(before)
})
