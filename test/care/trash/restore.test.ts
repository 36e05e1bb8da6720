/** What went to the trash comes back byte for byte, in both layouts and in the trees of the Python tools. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { emptyTrash, listTrash, openRuns, planRemoval, planRestore } from '../../../src'
import { commitAll } from '../../checkpoint/checkpoints'
import { keyedRun, namedRun, writeTree } from '../../catalog/trees'
import { realDisk } from '../../../src/files/disk'
import { under } from '../../faults/faulty-disk'
import { scratch } from '../../faults/scratch'
import { isOwn, wholeTree } from './whole-tree'

/** What a user may put into the folder of a run, and what a training leaves there. */
async function furnish(dir: string): Promise<void> {
  await commitAll(join(dir, 'models'), { 1: 0.75, 2: 1 })
  writeTree(dir, { 'plots/roc.svg': '<svg/>', 'plots/deep/er/raw.bin': '\u0000\u0001', 'a b\n.txt': 'x' })
  mkdirSync(join(dir, 'empty'))
  mkdirSync(join(dir, '.hidden'), { mode: 0o700 })
  symlinkSync('plots/roc.svg', join(dir, 'link'))
  symlinkSync('/nowhere/at/all', join(dir, 'dangling'))
  writeFileSync(join(dir, 'run.sh'), '#!/bin/sh\n')
  chmodSync(join(dir, 'run.sh'), 0o751)
  chmodSync(join(dir, 'plots/roc.svg'), 0o400)
}

/** Trees with one run to remove each: its root, and the beginning of its name. */
const TREES: Record<string, () => Promise<{ root: string; name: string }>> = {
  'a hash-keyed run': async () => {
    const root = join(scratch(), 'root')
    await keyedRun(root)
    return { root, name: (await keyedRun(root, { training: { lr: 0.1 } })).id }
  },
  'a run in debug/': async () => {
    const root = join(scratch(), 'root')
    return { root, name: (await keyedRun(root, { debug: true })).id }
  },
  'a numbered run': async () => {
    const root = join(scratch(), 'root')
    await namedRun(root)
    return { root, name: (await namedRun(root, ['--lr', '0.5'])).id }
  },
  'a numbered run that has failed': async () => {
    const root = join(scratch(), 'root')
    const run = await namedRun(root, [], { end: () => undefined })
    await run.safely(() => Promise.reject(new Error('no'))).catch(() => undefined)
    expect(basename(dirname(run.dir))).toBe('fails')
    return { root, name: run.id }
  },
  'a run in tmp/': async () => {
    const root = join(scratch(), 'root')
    return { root, name: (await namedRun(root, ['--tmp'])).id }
  },
  'a run of the Python tool': () => {
    const root = join(scratch(), 'root')
    const run = '000001-2020-03-03-15-52-10'
    writeTree(root, { [`runs/${run}/params.yaml`]: 'lr: 0.1\n' })
    for (const folder of ['index', 'marked/user/ann']) mkdirSync(join(root, folder), { recursive: true })
    symlinkSync(`../runs/${run}/params.yaml`, join(root, 'index', `${run}.yaml`))
    symlinkSync(`../../../runs/${run}`, join(root, 'marked/user/ann', run))
    return Promise.resolve({ root, name: run })
  },
  'a run of the Keras tool': () => {
    const root = join(scratch(), 'root')
    const id = 'exp--1-2/run--20-03-03--15-52'
    writeTree(root, {
      [`${id}/hyperparameters.json`]: { model: {} },
      [`${id}/training-logs.csv`]: 'epoch,loss\n',
    })
    return Promise.resolve({ root, name: id })
  },
}

test.each(Object.entries(TREES))(
  '%s comes back byte for byte, with modes, links and a user’s own files',
  async (_, make) => {
    const { root, name } = await make()
    const runs = await openRuns(root, { trials: true })
    const record = runs.find(name)
    await furnish(record.dir)
    const before = wholeTree(root, isOwn)

    const plan = await planRemoval([record], { named: [record] })
    expect(wholeTree(root, isOwn)).toEqual(before)
    await plan.apply()
    expect(existsSync(record.dir)).toBe(false)
    const left = wholeTree(root, (path) => isOwn(path) || path.startsWith('.exman/trash/'))
    expect(left).toEqual(addExman(without(before, relative(root, record.dir))))
    expect([...(await openRuns(root, { trials: true }))].map(({ id }) => id)).not.toContain(record.id)

    const [entry] = listTrash(root)
    expect(entry).toMatchObject({ id: record.id, root, problem: null, bytes: plan.bytes })
    expect(wholeTree(join(root, '.exman/trash', entry!.entry, basename(record.dir)))).toEqual(
      Object.fromEntries(
        Object.entries(before).flatMap(([path, content]) => {
          const [, inside] = path.split(`${entry!.from}/`)
          return path.startsWith(`${entry!.from}/`) ? [[inside, content]] : []
        }),
      ),
    )
    const { restored } = await (await planRestore(root, [name])).apply()
    expect(restored).toEqual([{ id: record.id, dir: record.dir, bytes: plan.bytes }])
    expect(wholeTree(root, isOwn)).toEqual(addExman(before))
    expect((await openRuns(root, { trials: true })).find(name)).toEqual(record)
  },
)

/** The tree without a run: its folder, the links to it, and marks that nothing has any more. */
function without(tree: Record<string, string>, place: string): Record<string, string> {
  const isRun = (path: string) => path === place || path.startsWith(`${place}/`)
  const isLink = (path: string) => !place.includes('exp-') && path.includes(basename(place))
  const left = Object.entries(tree).filter(([path]) => !isRun(path) && !isLink(path))
  const isUsed = (path: string) =>
    left.some(([other]) => other.startsWith(`${path}/`) && /\/0\d+-/.test(other))
  return Object.fromEntries(
    left.filter(([path, text]) => !path.startsWith('marked/') || text.startsWith('->') || isUsed(path)),
  )
}

/** The trees of the Python tools get a folder for the trash, and nothing that says exman had made them. */
function addExman(tree: Record<string, string>): Record<string, string> {
  return { '.exman': '755 folder', ...tree }
}

test('a tree of the Python tool stays the tree it was, also with all of its runs in the trash', async () => {
  const { root, name } = await TREES['a run of the Python tool']!()
  const runs = await openRuns(root)
  await (await planRemoval(runs, { named: runs })).apply()
  expect(readdirSync(join(root, '.exman')).sort()).toEqual(['sequence.json', 'trash'])
  expect([...(await openRuns(root))]).toEqual([])
  await (await planRestore(root, [name])).apply()
  expect((await openRuns(root)).records).toEqual(runs.records)
})

test('of an experiment whose folder was removed meanwhile, the folder comes back with what tells which it is', async () => {
  const root = join(scratch(), 'root')
  const run = await keyedRun(root)
  const before = wholeTree(root, isOwn)
  const runs = await openRuns(root)
  await (await planRemoval(runs, { named: runs })).apply()
  rmSync(dirname(run.dir), { recursive: true })
  await (await planRestore(root, ['latest'])).apply()
  expect(wholeTree(root, isOwn)).toEqual(before)
})

describe('a place that is occupied is refused, and nothing is changed', () => {
  async function trashed() {
    const root = join(scratch(), 'root')
    const run = await keyedRun(root)
    const runs = await openRuns(root)
    await (await planRemoval(runs, { named: runs })).apply()
    return { root, run, experiment: dirname(run.dir) }
  }

  test.each<[string, (place: { dir: string; experiment: string; root: string }) => void]>([
    ['by a folder', ({ dir }) => writeTree(dir, { 'run.json': '{}' })],
    ['by an empty folder', ({ dir }) => mkdirSync(dir)],
    ['by a file', ({ dir }) => writeFileSync(dir, '')],
    ['by a link that leads nowhere', ({ dir }) => symlinkSync('/nowhere', dir)],
    [
      'by another experiment',
      ({ experiment }) => writeTree(experiment, { 'experiment.json': { format: 1, other: 1 } }),
    ],
    [
      'by a link for a folder above it',
      ({ experiment, root }) => {
        rmSync(experiment, { recursive: true })
        mkdirSync(join(root, '../elsewhere'))
        symlinkSync('../elsewhere', experiment)
      },
    ],
  ])('%s', async (_, occupy) => {
    const { root, run, experiment } = await trashed()
    const plan = await planRestore(root, [run.id])
    occupy({ dir: run.dir, experiment, root })
    const before = wholeTree(dirname(root))
    await expect(planRestore(root, [run.id])).rejects.toMatchObject({
      code: 'EXMAN_PLACE_OCCUPIED',
      run: run.id,
    })
    // Also when that came to be after the plan was made.
    expect(await plan.apply()).toMatchObject({ restored: [], leftAlone: [{ id: run.id }] })
    expect(wholeTree(dirname(root))).toEqual(before)
  })
})

test('runs are named by id, its beginning, number or entry, and the one moved last as "latest"', async () => {
  const root = join(scratch(), 'root')
  for (const lr of ['1', '2', '3']) await namedRun(root, ['--lr', lr])
  const runs = await openRuns(root)
  for (const record of runs) await (await planRemoval([record], { named: [record] })).apply()
  const entries = listTrash(root)
  expect(entries.map(({ id }) => id)).toEqual(runs.records.map(({ id }) => id))
  const [first, second, third] = entries
  const named = async (...names: string[]) => (await planRestore(root, names)).steps.map(({ id }) => id)
  expect(await named('latest')).toEqual([third!.id])
  expect(await named('1', first!.id, first!.id.slice(0, 8), second!.entry)).toEqual([first!.id, second!.id])
  await expect(named('0000')).rejects.toMatchObject({ code: 'EXMAN_RUN_AMBIGUOUS' })
  await expect(named('9')).rejects.toMatchObject({ code: 'EXMAN_RUN_NOT_FOUND' })
  await expect(named('')).rejects.toMatchObject({ code: 'EXMAN_OPTION_INVALID' })
})

test('a number is not given again while its run is in the trash, nor after it was emptied', async () => {
  const root = join(scratch(), 'root')
  for (const lr of ['1', '2']) await namedRun(root, ['--lr', lr])
  const [, last] = await openRuns(root)
  await (await planRemoval([last!], { named: [last!] })).apply()
  expect((await namedRun(root)).id).toMatch(/^000003-/)
  const runs = await openRuns(root)
  await (await planRemoval(runs, { named: runs })).apply()
  await emptyTrash(root)
  expect((await namedRun(root)).id).toMatch(/^000004-/)
})

test('nor when those above it were removed by hand', async () => {
  const root = join(scratch(), 'root')
  for (const lr of ['1', '2', '3']) await namedRun(root, ['--lr', lr])
  const [, second, third] = await openRuns(root)
  await (await planRemoval([second!], { named: [second!] })).apply()
  rmSync(third!.dir, { recursive: true })
  expect((await namedRun(root)).id).toMatch(/^000004-/)
})

test('a run comes back to an experiment whose experiment.json was damaged', async () => {
  const root = join(scratch(), 'root')
  const run = await keyedRun(root)
  const runs = await openRuns(root)
  await (await planRemoval(runs, { named: runs })).apply()
  const path = join(dirname(run.dir), 'experiment.json')
  writeFileSync(path, '{"format":')
  expect(await (await planRestore(root, ['latest'])).apply()).toMatchObject({ leftAlone: [] })
  expect(readFileSync(path, 'utf8')).toBe('{"format":')
})

test('a run that is begun in the place at this moment keeps it', async () => {
  const root = join(scratch(), 'root')
  const { dir } = await keyedRun(root)
  const runs = await openRuns(root)
  await (await planRemoval(runs, { named: runs })).apply()
  const renameSync = (from: string, to: string) => {
    if (to === dir) writeTree(dir, { '.lock': 'of another' })
    realDisk.renameSync(from, to)
  }
  const plan = await planRestore(root, ['latest'])
  let outcome: unknown
  const error = await under({ ...realDisk, renameSync }, async () => (outcome = await plan.apply()))
  expect(error).toBeUndefined()
  expect(outcome).toMatchObject({ restored: [], leftAlone: [{ why: `something is at ${dir}` }] })
  expect(readdirSync(dir)).toEqual(['.lock'])
  expect(listTrash(root)).toMatchObject([{ problem: null }])
})
