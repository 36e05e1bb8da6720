import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderBytes } from '../../src/files'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'

test('counts the files of all levels, and follows no link', () => {
  const [dir, other] = [scratch(), scratch()]
  writeFileSync(join(other, 'large'), Buffer.alloc(5000))
  writeFileSync(join(dir, 'a'), Buffer.alloc(100))
  mkdirSync(join(dir, 'deep/er'), { recursive: true })
  writeFileSync(join(dir, 'deep/er/b'), Buffer.alloc(20))
  writeFileSync(join(dir, 'deep/.hidden'), Buffer.alloc(3))
  symlinkSync(other, join(dir, 'link'))
  symlinkSync(join(other, 'large'), join(dir, 'deep/link'))
  symlinkSync('..', join(dir, 'deep/up'))
  expect(folderBytes(dir)).toBe(123)
  expect(folderBytes(join(dir, 'a'))).toBe(100)
  expect(folderBytes(join(dir, 'link'))).toBe(0)
  expect(folderBytes(join(dir, 'nothing'))).toBe(0)
  linkSync(join(dir, 'a'), join(dir, 'again'))
  expect(folderBytes(dir)).toBe(223)
})

test('counts what it can look at', async () => {
  const dir = scratch()
  mkdirSync(join(dir, 'closed'))
  writeFileSync(join(dir, 'closed/a'), 'x')
  writeFileSync(join(dir, 'b'), 'xx')
  let bytes = 0
  const disk = faultyDisk({ kind: 'fail', code: 'EACCES', failAt: 2, only: ['direntsSync'] })
  expect(await under(disk, () => (bytes = folderBytes(dir)))).toBeUndefined()
  expect([bytes, disk.struck.length]).toEqual([2, 1])
})
