import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toBytes, unlinkQuietly, writeNewFile } from '../../src/files/new-file'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'

test('never touches a file that is there', () => {
  const path = join(scratch(), 'a')
  writeFileSync(path, 'mine')
  expect(() => writeNewFile(path, toBytes('x'), true)).toThrow('EEXIST')
  expect(readFileSync(path, 'utf8')).toBe('mine')
})

test.each(['writeSync', 'fstatSync', 'fsyncSync', 'closeSync'])(
  'leaves no file when %s fails',
  async (name) => {
    const path = join(scratch(), 'a')
    const faulty = faultyDisk({ failAt: 1, kind: 'fail', only: [name] })
    expect(await under(faulty, () => writeNewFile(path, toBytes('x'), true))).toMatchObject({ code: 'EIO' })
    expect(existsSync(path)).toBe(false)
  },
)

test('goes on after short writes until all is written', async () => {
  const path = join(scratch(), 'a')
  const text = 'x'.repeat(1000)
  const faulty = faultyDisk({ failAt: 1, failFor: 5, kind: 'short', only: ['writeSync'] })
  expect(await under(faulty, () => writeNewFile(path, toBytes(text), true))).toBeUndefined()
  expect(readFileSync(path, 'utf8')).toBe(text)
  expect(faulty.operations).toBe(6)
})

test('compares the size with what was written', async () => {
  const path = join(scratch(), 'a')
  const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
  // A disk that says it has written all, and has not.
  const lying = {
    ...faulty,
    writeSync: (_fd: number, _bytes: Uint8Array, _offset: number, length: number) => length,
  }
  expect(await under(lying, () => writeNewFile(path, toBytes('abc'), true))).toMatchObject({
    code: 'EXMAN_WRITE_FAILED',
    message: `Could not write ${path}: the disk took only 0 of 3 bytes and gave no reason.`,
  })
  expect(existsSync(path)).toBe(false)
})

test('unlinkQuietly is quiet', () => expect(() => unlinkQuietly(join(scratch(), 'none'))).not.toThrow())
