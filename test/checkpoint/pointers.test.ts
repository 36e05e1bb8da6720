import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { readPointer, writePointer } from '../../src/checkpoint/pointers'
import { atEveryOperation } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'

const first = { name: 'model.01-0.5000', epoch: 1 }
const second = { name: 'model.02-0.2500', epoch: 2 }
const file = (models: string) => join(models, 'best.json')
const link = (models: string) => join(models, 'best')

test('a pointer is a file, which is the truth, and a link', () => {
  const models = scratch()
  writePointer(models, 'best', first)
  expect(readFileSync(file(models), 'utf8')).toBe(`{
  "format": 1,
  "checkpoint": "model.01-0.5000",
  "epoch": 1
}
`)
  expect(readlinkSync(link(models))).toBe('model.01-0.5000')
  expect([readPointer(models, 'best'), readPointer(models, 'last')]).toEqual(['model.01-0.5000', undefined])
})

test('it is replaced when it changes, and left alone when it does not', () => {
  const models = scratch()
  writePointer(models, 'best', first)
  const inode = statSync(file(models)).ino
  writePointer(models, 'best', first)
  expect(statSync(file(models)).ino).toBe(inode)
  writePointer(models, 'best', second)
  expect([readPointer(models, 'best'), readlinkSync(link(models))]).toEqual([second.name, second.name])
})

test.each([
  ['is missing', (models: string) => unlinkSync(link(models))],
  [
    'shows elsewhere, as after a kill between the two',
    (models: string) => {
      unlinkSync(link(models))
      symlinkSync('model.00', link(models))
    },
  ],
])('a link that %s is made good at the next write', (_, damage) => {
  const models = scratch()
  writePointer(models, 'best', first)
  damage(models)
  writePointer(models, 'best', first)
  expect(readlinkSync(link(models))).toBe(first.name)
})

test('without a target both go', () => {
  const models = scratch()
  writePointer(models, 'best', undefined)
  writePointer(models, 'best', first)
  writePointer(models, 'best', undefined)
  expect(() => lstatSync(link(models))).toThrow('ENOENT')
  expect(existsSync(file(models))).toBe(false)
})

test.each([
  ['a folder', (path: string) => mkdirSync(path), (path: string) => lstatSync(path).isDirectory()],
  [
    'a file',
    (path: string) => writeFileSync(path, 'mine'),
    (path: string) => readFileSync(path, 'utf8') === 'mine',
  ],
])('%s in the place of the link is left alone, and the file tells the truth', (_, occupy, isThere) => {
  const models = scratch()
  occupy(link(models))
  for (const target of [first, second, undefined]) {
    writePointer(models, 'best', target)
    expect([readPointer(models, 'best'), isThere(link(models))]).toEqual([target?.name, true])
  }
})

test.each([
  '',
  '{',
  '[]',
  '{"format":1}',
  '{"format":1,"checkpoint":7}',
  '{"format":2,"checkpoint":"model.01"}',
])('a file that holds %j is no pointer, and is written anew', (text) => {
  const models = scratch()
  writeFileSync(file(models), text)
  expect(readPointer(models, 'best')).toBeUndefined()
  writePointer(models, 'best', first)
  expect(readPointer(models, 'best')).toBe(first.name)
})

test('whatever operation fails, it shows to the old or the new, and the next write makes all good', async () => {
  for (const target of [second, undefined])
    await atEveryOperation(
      { kind: 'fail', code: 'EIO' },
      {
        prepare: () => {
          const models = scratch()
          writePointer(models, 'best', first)
          return models
        },
        act: (models) => writePointer(models, 'best', target),
        check: (models) => {
          expect([first.name, target?.name]).toContain(readPointer(models, 'best'))
          writePointer(models, 'best', target)
          expect(readPointer(models, 'best')).toBe(target?.name)
          if (target !== undefined) expect(readlinkSync(link(models))).toBe(target.name)
        },
      },
    )
})
