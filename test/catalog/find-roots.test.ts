import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { rootsAround, rootsOf } from '../../src/catalog/find-roots'
import { scratch } from '../faults/scratch'
import { coded } from '../run/runs'
import { writeTree } from './trees'

const RUN = '000001-2020-03-03-15-52-10'

/** What makes a folder a root: the path of a file in it. */
const ROOTS: [title: string, file: string][] = [
  ['exman has marked', '.exman/format.json'],
  ['holds an experiment', 'exp-12-34/notes.txt'],
  ['holds an experiment of the Keras tool', 'exp--12-34/notes.txt'],
  ['holds an experiment that was renamed', 'wide models/experiment.json'],
  ['holds numbered runs', `runs/${RUN}/params.yaml`],
]

const OTHERS: [title: string, file: string][] = [
  ['holds something that begins as an experiment', 'exp-enses/2020.txt'],
  ['has a folder runs of something else', 'runs/2020/notes.txt'],
  ['has a file named as an experiment', 'exp-1-2'],
  ['has a hidden folder', `.git/runs/${RUN}/params.yaml`],
  ['is empty', ''],
]

const folderWith = (file: string): string => {
  const dir = scratch()
  if (file !== '') writeTree(dir, { [file]: '{}' })
  return dir
}

test.each(ROOTS)('a folder that %s is a root', (_title, file) => {
  const root = folderWith(file)
  expect(rootsOf(root)).toEqual([root])
})

test.each(OTHERS)('a folder that %s is none', (_title, file) => {
  expect(() => rootsOf(folderWith(file))).toThrow(coded('EXMAN_ROOT_INVALID'))
})

test('a folder stands for the roots among its direct children, those that are hidden or hold packages left out', () => {
  const dir = scratch()
  for (const name of ['b', 'a', '.c', 'node_modules', 'dist', 'd/e'])
    writeTree(dir, { [`${name}/.exman/format.json`]: '{}' })
  symlinkSync(join(dir, 'a'), join(dir, 'linked'))
  expect(rootsOf(dir)).toEqual([join(dir, 'a'), join(dir, 'b')])
  expect(rootsAround(dir)).toEqual([join(dir, 'a'), join(dir, 'b')])
})

test('around a folder inside of a root, it is that root; elsewhere there may be none', () => {
  const root = folderWith(`runs/${RUN}/params.yaml`)
  const inside = join(root, 'runs', RUN, 'plots', 'deep')
  mkdirSync(inside, { recursive: true })
  expect([rootsAround(inside), rootsAround(root), rootsAround(join(inside, 'not', 'there'))]).toEqual([
    [root],
    [root],
    [root],
  ])
  expect(rootsAround(scratch())).toEqual([])
})
