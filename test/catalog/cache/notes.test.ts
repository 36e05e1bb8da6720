/** Marks and notes of runs that a cache knows. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { markRuns } from '../../../src/care/notes/mark-runs'
import { noteRun } from '../../../src/care/notes/note-run'
import { openRuns } from '../../../src/catalog/open-runs'
import { exman } from '../../cli-commands/run-program'
import { recordsOf } from '../trees'
import { expectEqual, expectSame, filesOf, listed, listedBefore, treeOf } from './cached'

test('a mark and a note of a known run stand in the next listing, and only its files are read again', async () => {
  const root = treeOf(30)
  const records = await listedBefore(root)
  const keyed = records.find(({ experiment }) => experiment !== null)!
  const numbered = records.find(({ experiment }) => experiment === null)!
  markRuns([keyed, numbered], 'pinned')
  noteRun(keyed, 'first')
  noteRun(numbered, 'second')
  const read = await expectSame(root)
  expect(read.every((path) => [keyed.dir, numbered.dir].some((dir) => path.startsWith(dir)))).toBe(true)
  const marked = (await listed(root)).records.filter(({ marks }) => marks.includes('pinned'))
  expect(Object.fromEntries(marked.map(({ id, note }) => [id, note]))).toEqual({
    [keyed.id]: 'first',
    [numbered.id]: 'second',
  })
  noteRun(keyed, null)
  await expectSame(root)
})

test('they stand at once in a quick listing, of which few runs are shown', async () => {
  const root = treeOf(60)
  const last = (await listedBefore(root)).at(-1)!
  markRuns([last], 'pinned')
  noteRun(last, 'seen')
  const quick = await openRuns(root, { quick: true })
  expect(quick.reversed().take(1).records[0]).toMatchObject({ id: last.id, marks: ['pinned'], note: 'seen' })
  expect((await exman(['ls', '--limit', '1'], { cwd: root })).out).toMatch(/pinned +seen/)
})

test('they stand in the first listing though it is a quick one, and in those that use its cache', async () => {
  const root = treeOf(60)
  const [first, second] = await recordsOf(root)
  markRuns([first!], 'pinned')
  noteRun(second!, 'seen')
  const { records } = await listed(root, { cache: false })
  expect(records.slice(0, 2)).toMatchObject([{ marks: ['pinned'] }, { note: 'seen' }])
  expectEqual((await listed(root, { quick: true })).records, records)
  expect(filesOf(root)).not.toEqual([])
  expectEqual((await listed(root, { quick: true })).records, records)
  expectEqual((await listed(root)).records, records)
})

test.each([
  ['no JSON', '{"format":1,'],
  ['of a later format', '{"format":2}'],
  ['of marks that are none', '{"format":1,"marks":{"good":true}}'],
  ['of a note that is none', '{"format":1,"note":["x"]}'],
])('a notes.json that is %s is a problem of its run, and of no other', async (_, text) => {
  const root = treeOf(30)
  const records = await listedBefore(root)
  writeFileSync(join(records[0]!.dir, 'notes.json'), text)
  await expectSame(root)
  const found = (await listed(root)).records
  expect(found[0]).toMatchObject({ ...records[0], problem: { file: 'notes.json' } })
  expect(found.slice(1)).toEqual(records.slice(1))
  const shown = await exman(['show', records[0]!.id], { cwd: root })
  expect([shown.code, shown.out]).toEqual([1, expect.stringContaining('notes.json')])
  rmSync(join(records[0]!.dir, 'notes.json'))
  expect((await listed(root)).records).toEqual(records)
})

test.each([
  ['a link', (path: string) => symlinkSync('run.json', path)],
  ['a folder', (path: string) => mkdirSync(path)],
])('a notes.json that is %s is a problem of its run', async (_, make) => {
  const root = treeOf(30)
  const [first] = await listedBefore(root)
  make(join(first!.dir, 'notes.json'))
  await expectSame(root)
  expect((await listed(root)).records[0]!.problem).toMatchObject({
    code: 'EXMAN_FILE_INVALID',
    file: 'notes.json',
  })
})

test('a result that JSON cannot hold is not taken for known', async () => {
  const root = treeOf(30)
  const [first] = await recordsOf(root)
  const path = join(first!.dir, 'run.json')
  const record =
    '{"format":1,"status":"done","created":"2026-01-05T08:00:00.000Z","sequence":1,"seed":0,"epochs":12,"sessions":[]'
  writeFileSync(path, `${record},"result":{"loss":1e999,"zero":-0},"error":null,"problems":[],"id":"x"}`)
  for (let time = 0; time < 3; time++) {
    await expectSame(root)
    expect((await listed(root)).records.find(({ id }) => id === first!.id)?.result).toEqual({
      loss: Infinity,
      zero: -0,
    })
  }
})
