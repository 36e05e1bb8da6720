import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  emptyTrash,
  listTrash,
  markRuns,
  openRuns,
  planRemoval,
  planRestore,
  type RemovalOptions,
} from '../../../src'
import type { CatalogRecord } from '../../../src'
import { bestRuns } from '../../../src/care/trash/protection'
import { aRecord, goesOn, keyedRun, namedRun, writeTree } from '../../catalog/trees'
import { scratch } from '../../faults/scratch'
import { wholeTree } from './whole-tree'

const ids = (each: readonly { id: string }[]) => each.map(({ id }) => id)

/** A root with the best run, a marked one, one that this process holds, and one that nothing protects. */
async function protectedTree() {
  const root = join(scratch(), 'root')
  const best = await keyedRun(root, { training: { lr: 1 } }, { epochs: [{ loss: 1, val_loss: 0.1 }] })
  const marked = await keyedRun(root, { training: { lr: 2 } })
  const held = await keyedRun(root, { training: { lr: 3 } }, { end: goesOn })
  const other = await keyedRun(root, { training: { lr: 4 } })
  markRuns([(await openRuns(root)).find(marked.id)], 'for/paper')
  return { root, best: best.id, marked: marked.id, held, other: other.id, end: () => held.finish() }
}

describe('without being named', () => {
  test('runs that are held, marked or the best are protected, with the reason', async () => {
    const { root, best, marked, held, other, end } = await protectedTree()
    const runs = await openRuns(root)
    const plan = await planRemoval(runs, { tree: runs })
    expect(ids(plan.steps)).toEqual([other])
    expect(plan.refused).toEqual([
      { id: best, dir: join(root, best), why: 'it is the best run by val_loss' },
      { id: marked, dir: join(root, marked), why: 'it is marked "for/paper"' },
      {
        id: held.id,
        dir: held.dir,
        why: expect.stringMatching(/^process \d+ on .* holds it, since /) as string,
      },
    ])
    end()
  })

  test('force lifts marks and best, never a process', async () => {
    const { root, best, marked, held, other, end } = await protectedTree()
    const plan = await planRemoval(await openRuns(root), { force: true })
    expect(ids(plan.steps)).toEqual([best, marked, other])
    expect(ids(plan.refused)).toEqual([held.id])
    expect(plan.steps.map(({ despite }) => despite)).toEqual([
      ['it is the best run by val_loss'],
      ['it is marked "for/paper"'],
      [],
    ])
    end()
  })
})

test('named by itself each goes, and the plan says what speaks against it', async () => {
  const { root, end } = await protectedTree()
  const runs = await openRuns(root)
  const plan = await planRemoval(runs, { named: runs })
  expect(plan.refused).toEqual([])
  expect(plan.steps.map(({ despite }) => despite.length)).toEqual([1, 1, 1, 0])
  end()
})

test('the best is looked for in the whole root, by each metric that runs monitor, and never among trials', () => {
  const record = (id: string, monitor: string, value: number, more: Partial<CatalogRecord> = {}) =>
    aRecord({ id, monitor, mode: monitor === 'acc' ? 'max' : 'min', metrics: { [monitor]: value }, ...more })
  const tree = [
    record('exp-1/run--20-03-03--15-52', 'loss', 0.3),
    record('exp-1/run--20-03-03--15-53', 'loss', 0.2),
    record('exp-1/run--20-03-03--15-54', 'acc', 0.9),
    record('exp-1/run--20-03-03--15-55', 'acc', NaN),
    record('debug/exp-1/run--20-03-03--15-56', 'loss', 0.1),
  ]
  expect([...bestRuns(tree)]).toEqual([
    [tree[1]!.dir, ['loss']],
    [tree[2]!.dir, ['acc']],
  ])
})

describe('what is no longer as it was planned is left alone and told of', () => {
  test.each<[string, string, (dir: string, root: string) => unknown]>([
    ['gone', 'it is no longer there', (dir) => rmSync(dir, { recursive: true })],
    [
      'another run in its place',
      'another run is there now',
      (dir) => {
        renameSync(dir, `${dir}-9`)
        mkdirSync(dir)
      },
    ],
    [
      'gone on with',
      'it has changed since the plan was made',
      (dir) => writeFileSync(join(dir, 'run.json'), '{"x":1}'),
    ],
    [
      'marked',
      'it is marked "pinned"',
      async (dir, root) =>
        markRuns(
          (await openRuns(root)).records.filter((each) => each.dir === dir),
          'pinned',
        ),
    ],
    [
      'a link in the place of its experiment',
      'it is no longer there',
      (dir) => {
        renameSync(join(dir, '..'), join(dir, '../../../elsewhere'))
        symlinkSync('../elsewhere', join(dir, '..'))
      },
    ],
  ])('%s', async (_, why, change) => {
    const root = join(scratch(), 'root')
    await keyedRun(root, {}, { epochs: [{ loss: 0, val_loss: 0 }] })
    const run = await keyedRun(root, { training: { lr: 2 } })
    const runs = await openRuns(root)
    const plan = await planRemoval([runs.find(run.id)])
    await change(run.dir, root)
    const before = wholeTree(join(root, '..'), (path) => path.includes('.exman'))
    expect(await plan.apply()).toEqual({
      removed: [],
      leftAlone: [{ id: run.id, dir: run.dir, why }],
      bytes: 0,
    })
    expect(wholeTree(join(root, '..'), (path) => path.includes('.exman'))).toEqual(before)
    expect(readdirSync(join(root, '.exman/trash'))).toEqual([])
  })
})

test('two that go in the same second have entries of their own', async () => {
  const root = join(scratch(), 'root')
  for (const lr of [1, 2, 3]) await keyedRun(root, { training: { lr } })
  const runs = await openRuns(root)
  jest.useFakeTimers({
    now: new Date(2026, 10, 21, 14, 2, 33),
    doNotFake: ['nextTick', 'setImmediate', 'performance'],
  })
  const { removed } = await (await planRemoval(runs, { named: runs, tree: runs })).apply()
  jest.useRealTimers()
  expect(removed.map(({ entry }) => entry)).toEqual([1, 2, 3].map((n) => `2026-11-21--14-02-33-${n}`))
  expect(ids(listTrash(root))).toEqual(runs.records.map(({ id }) => id))
})

test.each<[string, (root: string) => CatalogRecord]>([
  ['a place out of the root', (root) => aRecord({ root, dir: join(root, '../other/run--20-03-03--15-52') })],
  ['the root itself', (root) => aRecord({ root, dir: root })],
  ['what exman keeps there', (root) => aRecord({ root, dir: join(root, '.exman/cache') })],
  ['a folder of runs', (root) => aRecord({ root, dir: join(root, 'exp-1-2') })],
  ['a link', (root) => aRecord({ root, dir: join(root, 'exp-1-2/run--20-03-03--15-53') })],
  ['a folder with other runs in it', (root) => aRecord({ root, dir: join(root, 'debug') })],
])('refused, though named: %s', async (_, recordIn) => {
  const root = join(scratch(), 'root')
  writeTree(root, {
    '../other/run--20-03-03--15-52/run.json': '{}',
    'exp-1-2/run--20-03-03--15-52/run.json': '{}',
    'debug/hyperparameters.json': '{}',
    '.exman/cache/x': '',
  })
  symlinkSync('../../other/run--20-03-03--15-52', join(root, 'exp-1-2/run--20-03-03--15-53'))
  const debug = aRecord({ root, id: 'debug/exp-1-2/run--20-03-03--15-52' })
  const record = recordIn(root)
  const plan = await planRemoval([record], { named: [record], tree: [record, debug], force: true })
  expect(plan.steps).toEqual([])
  expect(ids(plan.refused)).toEqual([record.id])
})

describe('a trash that somebody else has made', () => {
  async function trashed() {
    const root = join(scratch(), 'root')
    await namedRun(root)
    const runs = await openRuns(root)
    const { removed } = await (await planRemoval(runs, { named: runs })).apply()
    const entry = join(root, '.exman/trash', removed[0]!.entry)
    return { root, entry, id: runs.records[0]!.id }
  }

  test.each([
    '../elsewhere',
    'debug/../..',
    '../../elsewhere/run',
    '/etc/run',
    'exp-1-2/../../x',
    '.exman/cache',
    'a/b/c',
    'runs\\x',
    '',
  ])('never leads out of the root: %j', async (from) => {
    const { root, entry, id } = await trashed()
    writeTree(entry, {
      'trashed.json': {
        format: 1,
        id,
        from,
        trashed: '2026-11-21T13:00:00Z',
        bytes: 1,
        marks: [],
        indexed: true,
        experiment: null,
      },
    })
    const before = wholeTree(join(root, '..'))
    expect(listTrash(root)).toEqual([
      expect.objectContaining({ id: '', problem: expect.stringContaining('"from"') as string }),
    ])
    await expect(planRestore(root, [id])).rejects.toMatchObject({ code: 'EXMAN_RUN_NOT_FOUND' })
    expect(await emptyTrash(root)).toMatchObject({ removed: [], leftAlone: [{ id: '' }] })
    expect(wholeTree(join(root, '..'))).toEqual(before)
  })

  test('marks that lead elsewhere are not made', async () => {
    const { root, entry, id } = await trashed()
    const from = `runs/${id}`
    mkdirSync(join(root, '../elsewhere'))
    symlinkSync('../../elsewhere', join(root, 'marked/out'))
    const marks = ['../../../elsewhere', 'out', 'a/../../..', '', 'fine']
    const trashed_ = {
      format: 1,
      id,
      from,
      trashed: '2026-11-21T13:00:00Z',
      bytes: 1,
      indexed: true,
      experiment: null,
    }
    writeTree(entry, { 'trashed.json': { ...trashed_, marks } })
    await (await planRestore(root, [id])).apply()
    expect(readdirSync(join(root, '../elsewhere'))).toEqual([])
    expect(readdirSync(join(root, 'marked')).sort()).toEqual(['fine', 'out'])
    expect(existsSync(join(root, 'marked/fine', id, 'run.json'))).toBe(true)
  })

  test.each(['.exman/trash', '.exman'])('a link in the place of %s is not followed', async (path) => {
    const root = join(scratch(), 'root')
    await keyedRun(root)
    mkdirSync(join(root, '../elsewhere'))
    if (existsSync(join(root, path))) renameSync(join(root, path), join(root, '../before'))
    symlinkSync(path === '.exman' ? '../elsewhere' : '../../elsewhere', join(root, path))
    const runs = await openRuns(root, { cache: false })
    const plan = await planRemoval(runs, { named: runs, tree: runs })
    await expect(plan.apply()).rejects.toMatchObject({ code: 'EXMAN_FILE_INVALID' })
    expect(readdirSync(join(root, '../elsewhere'))).toEqual([])
  })

  test('what exman has not put there is never removed, also beside a run', async () => {
    const { root, entry, id } = await trashed()
    const beside = join(relative(join(root, '.exman/trash'), entry), 'mine.txt')
    writeTree(join(root, '.exman/trash'), {
      [beside]: 'x',
      'mine.txt': 'x',
      '2026-11-21--14-02-33-1/mine.txt': 'x',
      'folder/mine.txt': 'x',
    })
    expect((await emptyTrash(root)).removed.map((each) => each.id)).toEqual([id])
    expect(
      Object.keys(wholeTree(join(root, '.exman/trash')))
        .filter((path) => path.includes('.') && !path.endsWith('/'))
        .sort(),
    ).toEqual(['2026-11-21--14-02-33-1/mine.txt', beside, 'folder/mine.txt', 'mine.txt'].sort())
  })

  test('a pipe or a link in the place of trashed.json is told of, and never waited for', async () => {
    const { root, entry } = await trashed()
    const path = join(entry, 'trashed.json')
    for (const put of [() => execFileSync('mkfifo', [path]), () => symlinkSync('/dev/zero', path)]) {
      rmSync(path)
      put()
      expect(listTrash(root)).toEqual([
        expect.objectContaining({ id: '', problem: expect.any(String) as string }),
      ])
      expect((await emptyTrash(root)).leftAlone).toHaveLength(1)
    }
  })
})

test('only what is older goes when the trash is emptied by age', async () => {
  const root = join(scratch(), 'root')
  for (const lr of [1, 2]) await keyedRun(root, { training: { lr } })
  const [first, second] = (await openRuns(root)).records as [CatalogRecord, CatalogRecord]
  await (await planRemoval([first], { named: [first] })).apply()
  await new Promise((resolve) => setTimeout(resolve, 5))
  const between = new Date()
  await new Promise((resolve) => setTimeout(resolve, 5))
  await (await planRemoval([second], { named: [second] })).apply()
  const { removed, bytes } = await emptyTrash(root, { olderThan: between })
  expect(ids(removed)).toEqual([first.id])
  expect(bytes).toBe(removed[0]!.bytes)
  expect(ids(listTrash(root))).toEqual([second.id])
})

test.each<[string, object]>([
  ['an option that there is not', { forced: true }],
  ['runs that are none', { named: 'latest' }],
  ['a tree that is none', { tree: [{ id: 1 }] }],
])('refused: %s', async (_, options) => {
  await expect(planRemoval([], options as RemovalOptions)).rejects.toMatchObject({
    code: expect.stringMatching(/^EXMAN_OPTION_/) as string,
  })
})

test.each<[unknown]>([['x'], [undefined], [[{ id: 'x' }]]])('refused as runs: %j', async (runs) => {
  await expect(planRemoval(runs as CatalogRecord[])).rejects.toMatchObject({ code: 'EXMAN_OPTION_INVALID' })
})
