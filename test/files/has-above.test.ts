import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasAbove } from '../../src/files'
import { scratch } from '../faults/scratch'

const top = scratch()
beforeAll(() => {
  mkdirSync(join(top, 'tree/.mark'), { recursive: true })
  mkdirSync(join(top, 'tree/sub/deep'), { recursive: true })
  mkdirSync(join(top, 'file/sub'), { recursive: true })
  writeFileSync(join(top, 'file/.mark'), '')
  mkdirSync(join(top, 'bare'))
  symlinkSync(join(top, 'tree/sub'), join(top, 'bare/into'))
  symlinkSync(join(top, 'bare'), join(top, 'tree/out'))
})

test.each<[string, string, boolean]>([
  ['in the folder itself', 'tree', true],
  ['two levels up', 'tree/sub/deep', true],
  ['a file of that name', 'file/sub', true],
  ['nowhere', 'bare', false],
  ['above the folder that a link leads to', 'bare/into', true],
  ['above the link alone', 'tree/out', false],
  ['above a folder that is not there', 'tree/none', false],
])('%s: %s', (_, folder, expected) => {
  expect(hasAbove(join(top, folder), '.mark')).toBe(expected)
})
