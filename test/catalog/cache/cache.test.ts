import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRuns } from '../../../src/catalog/open-runs'
import { FolderLock } from '../../../src/files'
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
  const root = treeOf(60)
  expect(await recordsOf(root)).toHaveLength(120)
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
  expect((await listed(root, { trials: true })).read).toEqual([
    join(root, 'tmp/000099-2026-01-05-08-00-00/params.yaml'),
  ])
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
