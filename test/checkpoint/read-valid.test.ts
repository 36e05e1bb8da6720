import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from '../../src/checkpoint/manifest'
import { readPointer } from '../../src/checkpoint/pointers'
import { readValid } from '../../src/checkpoint/read-valid'
import { realDisk, useDisk } from '../../src/files/disk'
import { scratch } from '../faults/scratch'
import { coded } from './checkpoints'

test.each(['', '{', '[]', '{}', '{"format":2}'])('what holds %j is as if it were missing', (text) => {
  const path = join(scratch(), 'a.json')
  expect(readValid(path)).toBeUndefined()
  writeFileSync(path, text)
  expect(readValid(path)).toBeUndefined()
})

test.each([
  ['EMFILE', 'EXMAN_READ_FAILED'],
  ['EIO', 'EXMAN_READ_FAILED'],
  ['EACCES', 'EXMAN_NO_PERMISSION'],
])('%s is no sign of damage, for manifests and pointers neither', (errno, code) => {
  const restore = useDisk({
    ...realDisk,
    readFileSync: () => {
      throw Object.assign(new Error(errno), { code: errno })
    },
  })
  try {
    for (const read of [readValid, readManifest, (dir: string) => readPointer(dir, 'best')])
      expect(() => read(scratch())).toThrow(coded(code))
  } finally {
    restore()
  }
})

test('a folder in the place of the file is told', () => {
  const dir = scratch()
  mkdirSync(join(dir, 'manifest.json'))
  expect(() => readManifest(dir)).toThrow(coded('EXMAN_READ_FAILED', 'it is a folder'))
})
