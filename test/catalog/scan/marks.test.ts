import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { marksIn } from '../../../src/catalog/scan/marks'
import { scratch } from '../../faults/scratch'
import { writeTree } from '../trees'

const RUN = '000001-2020-03-03-15-52-10'

test('a mark is a folder below marked/ that links to a run, or holds a small file in its stead', () => {
  const root = scratch()
  for (const mark of ['good', 'for/the/paper']) {
    mkdirSync(join(root, 'marked', mark), { recursive: true })
    symlinkSync('/anywhere', join(root, 'marked', mark, RUN))
  }
  writeTree(root, {
    [`marked/small/${RUN}`]: 'runs/x',
    'marked/small/notes.txt': 'mine',
    [`marked/${RUN}`]: '',
  })
  mkdirSync(join(root, 'marked', 'empty'))
  const marks = marksIn(root)
  expect([...marks.keys()]).toEqual([RUN])
  expect(marks.get(RUN)).toEqual(['for/the/paper', 'good', 'small'])
})

test('the run of a link may have been renamed', () => {
  const root = scratch()
  mkdirSync(join(root, 'marked/good'), { recursive: true })
  symlinkSync('../../runs/my-net', join(root, 'marked/good/my-net'))
  expect(marksIn(root)).toEqual(new Map([['my-net', ['good']]]))
})

test('without any there are none, and what is nested without end is looked at so far only', () => {
  const root = scratch()
  expect(marksIn(root).size).toBe(0)
  writeTree(root, {
    'marked/notes.txt': '',
    [`marked/${'a/'.repeat(19)}b/${RUN}`]: '',
    [`marked/${'a/'.repeat(25)}b/${RUN}`]: '',
  })
  expect(marksIn(root).get(RUN)).toHaveLength(1)
})
