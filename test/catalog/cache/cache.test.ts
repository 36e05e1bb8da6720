import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { namedTree } from '../../../bench/tree'
import { openRuns } from '../../../src/catalog/open-runs'
import { FolderLock } from '../../../src/files'
import { run, script } from '../../faults/children'
import { changeLock } from '../../faults/taken'
import { scratch } from '../../faults/scratch'
import { bytesBelow, recordsOf, writeTree } from '../trees'
import { cacheOf, expectSame, filesOf, listed, treeOf } from './cached'

const FILES = ['folders.ndjson', 'runs.ndjson']

test('the second listing of many runs reads none of their files, and gives the same', async () => {
  const root = treeOf(60)
  const first = await listed(root)
  expect(first.read.length).toBeGreaterThanOrEqual(360)
  expect(filesOf(root)).toEqual(FILES)
  const second = await listed(root)
  expect(second.read).toEqual([])
  expect(second.records).toEqual(first.records)
  expect(second.records).toHaveLength(120)
  expect((await listed(root, { cache: false })).records).toEqual(first.records)
})

test('nothing but the cache is written', async () => {
  const root = treeOf(60)
  const before = bytesBelow(root)
  await listed(root)
  expect(filesOf(root)).toEqual(FILES)
  expect(bytesBelow(root)).toEqual(before)
})

test.each([
  [24, []],
  [25, FILES],
])('with twice %i runs the cache has %j: it must be worth its while', async (runs, files) => {
  const root = treeOf(runs)
  await listed(root)
  expect(filesOf(root)).toEqual(files)
})

test('with `cache: false` there is none, neither written nor read', async () => {
  const root = treeOf(60)
  await listed(root, { cache: false })
  expect(filesOf(root)).toEqual([])
  await listed(root)
  writeFileSync(join(cacheOf(root), 'runs.ndjson'), 'wrong')
  expect((await listed(root, { cache: false })).read.length).toBeGreaterThanOrEqual(360)
  expect(readFileSync(join(cacheOf(root), 'runs.ndjson'), 'utf8')).toBe('wrong')
})

test('nothing is written below a root that exman has not made', async () => {
  const root = treeOf(60)
  rmSync(join(root, '.exman'), { recursive: true })
  await listed(root)
  expect(existsSync(join(root, '.exman'))).toBe(false)
})

test('files changed a moment ago are not taken for known: they may change again within the same time', async () => {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now())
  const root = treeOf(60)
  expect(await recordsOf(root)).toHaveLength(120)
  clock.mockRestore()
  expect(filesOf(root)).toEqual([])
  await listed(root)
  // Its time, its size and its inode are the same at worst; here only the clock says that it is fresh.
  const path = join((await recordsOf(root))[0]!.dir, 'run.json')
  const text = readFileSync(path, 'utf8')
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    writeFileSync(path, text.replace('"seed": null', `"seed": ${seed}`))
    expect((await recordsOf(root))[0]!.seed).toBe(seed)
  }
})

test('numbers that JSON lacks come back from the cache', async () => {
  const root = treeOf(30)
  const [record] = await recordsOf(root)
  const path = join(record!.dir, 'performances.json')
  const scores = JSON.parse(readFileSync(path, 'utf8')) as { last: object }
  Object.assign(scores.last, { loss: 'NaN', acc: '-Infinity' })
  writeFileSync(path, JSON.stringify(scores))
  const named = join(root, 'runs', '000001-2026-01-05-08-00-00')
  const yaml = existsSync(named) ? join(named, 'params.yaml') : undefined
  if (yaml !== undefined) writeFileSync(yaml, readFileSync(yaml, 'utf8').replace(/^lr: .*$/m, 'lr: .inf'))
  await listed(root)
  const read = await expectSame(root)
  expect((await listed(root)).records[0]!.last).toMatchObject({ loss: NaN, acc: -Infinity })
  // Parameters that no JSON can hold are read each time.
  expect(read.every((each) => each.startsWith(named))).toBe(true)
})

test('a copy of a root with its cache is as good as the root', async () => {
  const root = treeOf(30)
  const { records } = await listed(root)
  const copy = join(scratch(), 'copy')
  cpSync(root, copy, { recursive: true })
  await expectSame(copy)
  const moved = JSON.stringify((await listed(copy)).records)
  expect(moved.replaceAll(copy, root)).toBe(JSON.stringify(records))
})

test('trials are not kept, and do not disturb what is', async () => {
  const root = treeOf(60)
  await listed(root)
  writeTree(root, { 'tmp/000099-2026-01-05-08-00-00/params.yaml': 'lr: 1\n' })
  expect((await listed(root, { trials: true })).records).toHaveLength(121)
  const { read } = await listed(root, { trials: true })
  expect(read.length).toBeGreaterThan(0)
  expect(read.filter((path) => !path.startsWith(join(root, 'tmp')))).toEqual([])
  expect((await listed(root)).read).toEqual([])
})

describe('while somebody else writes the cache', () => {
  test('it is left alone, and the listing is the same', async () => {
    const root = treeOf(60)
    await listed(root)
    rmSync(join(cacheOf(root), 'runs.ndjson'))
    const { lock } = FolderLock.acquire(cacheOf(root))
    expect((await listed(root)).records).toHaveLength(120)
    expect(filesOf(root)).toEqual(['.lock', 'folders.ndjson'])
    lock!.release()
    await listed(root)
    expect(filesOf(root)).toEqual(FILES)
  })

  test('one that has died in it keeps nobody from writing it', async () => {
    const root = treeOf(60)
    await listed(root)
    rmSync(join(cacheOf(root), 'runs.ndjson'))
    FolderLock.acquire(cacheOf(root))
    changeLock(cacheOf(root), { pid: 2 ** 30 })
    await listed(root)
    expect(filesOf(root)).toEqual(FILES)
  })
})

test('the cache keeps no table from being read while it is made', async () => {
  const root = treeOf(60)
  const all = await Promise.all(Array.from({ length: 5 }, () => openRuns(root)))
  expect(all.map((runs) => runs.length)).toEqual([120, 120, 120, 120, 120])
})

describe('a cache of nothing is right, too', () => {
  test('where all runs were removed', async () => {
    const root = treeOf(60)
    await listed(root)
    for (const name of readdirSync(root).filter((each) => each !== '.exman'))
      rmSync(join(root, name), { recursive: true })
    expect(await listed(root)).toEqual({ records: [], read: [] })
    expect(await listed(root)).toEqual({ records: [], read: [] })
  })

  test('where files are old enough for it, and their folder is not', async () => {
    const root = join(scratch(), 'root')
    namedTree(root, 60)
    await setTimeout(600)
    mkdirSync(join(root, 'runs', 'notes'))
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2700)
    const first = await recordsOf(root)
    expect(filesOf(root)).toEqual(FILES)
    const second = await recordsOf(root)
    clock.mockRestore()
    expect(second).toEqual(first)
  })
})

test('when a run of the Python tool began is told in local time, in whatever zone the cache was written', async () => {
  const root = join(scratch(), 'root')
  namedTree(root, 60)
  for (const name of readdirSync(join(root, 'runs'))) rmSync(join(root, 'runs', name, 'run.json'))
  await listed(root)
  expect(filesOf(root)).toEqual(FILES)
  const inKathmandu = async () => {
    const { code, output } = await run(
      ['TZ=Asia/Kathmandu', process.execPath, ...script('catalog-list', root)],
      'env',
    )
    if (code !== 0) throw new Error(output)
    return (JSON.parse(output) as { records: unknown }).records
  }
  const [cached] = [await inKathmandu(), rmSync(cacheOf(root), { recursive: true })]
  expect(cached).toEqual(await inKathmandu())
  expect(cached).toContainEqual(expect.objectContaining({ started: '2026-01-05T02:15:00.000Z' }))
})
