/** Trees as they are left by real trainings: nothing of them is a finding, and neither is what people put beside. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkTree, planRepair } from '../../../src'
import { keyedTree, namedTree } from '../../../bench/tree'
import { bytesBelow } from '../../catalog/trees'
import { scratch } from '../../faults/scratch'
import { expectWarnings } from '../../warnings'
import { pythonTrees, realKeyedTree, realNamedTree } from '../real-trees'

test.each<[string, (root: string) => unknown]>([
  ['hash-keyed runs', realKeyedTree],
  ['numbered runs', realNamedTree],
  ['trees of the Python tools', pythonTrees],
])('%s that trainings have left have no findings, and the check writes nothing', async (_, plant) => {
  expectWarnings()
  const root = join(scratch(), 'root')
  await plant(root)
  const before = bytesBelow(root)
  const { folders, findings } = await checkTree(root)
  expect(findings).toEqual([])
  expect(folders).toBeGreaterThan(3)
  expect(bytesBelow(root)).toEqual(before)
  expect(await planRepair(root)).toMatchObject({ folders, steps: [], left: [] })
})

test('so do the trees of the benchmarks', async () => {
  const root = scratch()
  keyedTree(join(root, 'keyed'), 9)
  namedTree(join(root, 'named'), 9)
  expect((await checkTree(root)).findings).toEqual([])
})

test('files and folders of your own are no findings', async () => {
  expectWarnings()
  const folder = scratch()
  const keyed = await realKeyedTree(join(folder, 'keyed'))
  const named = await realNamedTree(join(folder, 'named'))
  for (const { dir } of [keyed, named]) {
    const root = dir.slice(0, dir.indexOf('ed/') + 2)
    for (const place of [dir, join(dir, 'models'), root, join(root, '.exman')]) {
      writeFileSync(join(place, 'notes.txt'), 'mine')
      writeFileSync(join(place, '.hidden'), 'mine')
      mkdirSync(join(place, 'plots'))
      symlinkSync('nowhere', join(place, 'link'))
    }
    mkdirSync(join(root, 'exp-notes'))
    mkdirSync(join(dir, 'models/model.of.mine'))
  }
  const root = join(folder, 'named')
  symlinkSync('/tmp', join(root, 'marked/mine'))
  symlinkSync('nowhere', join(root, 'marked/pinned/mine'))
  symlinkSync('/nowhere/000009-2020-03-03-15-52-10', join(root, 'marked/pinned/000009-2020-03-03-15-52-10'))
  symlinkSync('/nowhere', join(root, 'index/000009-2020-03-03-15-52-10.yaml'))
  writeFileSync(join(root, 'index/000010-2020-03-03-15-52-10.yaml'), 'lr: 0.5\n')
  expect((await checkTree(folder)).findings).toEqual([])
})
