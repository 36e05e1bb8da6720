import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownPackage } from '../../src/files'
import { scratch } from '../faults/scratch'

const EXMAN = JSON.stringify({ name: 'exman', version: '1.2.3' })

function treeWith(files: Record<string, string>): string {
  const top = scratch()
  mkdirSync(join(top, 'dist/cli'), { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(top, name), text)
  return top
}

test.each(['.', 'dist', 'dist/cli'])('is found from %s', (below) => {
  const top = treeWith({ 'package.json': EXMAN })
  expect(ownPackage(join(top, below))).toEqual({ folder: top, version: '1.2.3' })
})

test.each([
  ['of another package', JSON.stringify({ name: 'mine', version: '9.9.9' })],
  ['that is broken', '{'],
  ['that holds null', 'null'],
])('a package.json %s on the way is passed over', (_, text) => {
  const top = treeWith({ 'package.json': EXMAN, 'dist/package.json': text })
  expect(ownPackage(join(top, 'dist/cli'))).toEqual({ folder: top, version: '1.2.3' })
})

test('one that cannot be read is passed over', () => {
  const top = treeWith({ 'package.json': EXMAN, 'dist/package.json': '{}' })
  chmodSync(join(top, 'dist/package.json'), 0)
  mkdirSync(join(top, 'dist/cli/package.json'))
  expect(ownPackage(join(top, 'dist/cli'))?.version).toBe('1.2.3')
})

test('in a program that exman was bundled into there is none', () => {
  const top = treeWith({ 'package.json': JSON.stringify({ name: 'mine', version: '9.9.9' }) })
  expect(ownPackage(join(top, 'dist'))).toBeUndefined()
})
