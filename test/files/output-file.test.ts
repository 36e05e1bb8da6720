import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { FileError } from '../../src'
import { OutputFile } from '../../src/files'
import { realDisk, useDisk } from '../../src/files/disk'
import { scratch } from '../faults/scratch'

test('it grows at its end, also when its folder moves, and drops what comes after its end', () => {
  const dir = join(scratch(), 'a')
  mkdirSync(dir)
  new OutputFile(join(dir, 'log.txt')).write(Buffer.from('one\n'))
  const file = new OutputFile(join(dir, 'log.txt'))
  file.write(Buffer.from('two\n'))
  renameSync(dir, `${dir}2`)
  file.write(Buffer.from('three\n'))
  file.close()
  file.close()
  file.write(Buffer.from('four\n'))
  expect(readFileSync(`${dir}2/log.txt`, 'utf8')).toBe('one\ntwo\nthree\n')
})

test('a short write is completed', () => {
  const path = join(scratch(), 'log.txt')
  const file = new OutputFile(path)
  const undo = useDisk({
    ...realDisk,
    writeSync: (fd, bytes, offset, length) => realDisk.writeSync(fd, bytes, offset, Math.min(length, 2)),
  })
  file.write(Buffer.from('hello'))
  undo()
  expect(readFileSync(path, 'utf8')).toBe('hello')
  file.close()
})

test('where it cannot be opened, the error names it', () => {
  const path = join(scratch(), 'missing', 'log.txt')
  expect(() => new OutputFile(path)).toThrow(FileError)
  expect(() => new OutputFile(path)).toThrow(path)
})
