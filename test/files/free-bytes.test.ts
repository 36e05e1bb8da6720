import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freeBytes } from '../../src/files'
import { realDisk, useDisk } from '../../src/files/disk'
import { faultyDisk } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { thrown } from '../faults/thrown'
import { describeWith } from '../faults/tools'

const MB = 1024 * 1024
let undo = (): void => undefined
afterEach(() => undo())

/** A disk whose answer has these blocks, as the real one otherwise. */
function answering(blocks: { bsize: bigint; blocks: bigint; bfree: bigint; bavail: bigint }): void {
  undo = useDisk({
    ...realDisk,
    statfsSync: (path) => Object.assign(realDisk.statfsSync(path), blocks),
  })
}

test('is what df says an ordinary user may write', () => {
  const df = () =>
    Number(execFileSync('df', ['--output=avail', '-B1', __dirname], { encoding: 'utf8' }).split('\n')[1])
  // Other programs write as well, while this runs.
  const [before, told, after] = [df(), freeBytes(__dirname)!, df()]
  expect(told).toBeGreaterThan(Math.min(before, after) - 64 * MB)
  expect(told).toBeLessThan(Math.max(before, after) + 64 * MB)
})

test.each([
  ['leaves out what only root may write', 4096n, 1000n, 90n, 40n, 40 * 4096],
  ['a full disk has nothing', 4096n, 1000n, 50n, 0n, 0],
  ['a disk of many petabytes', 65536n, 2n ** 60n, 2n ** 59n, 2n ** 58n, 2 ** 74],
  ['a file system that does not tell gives zeros', 4096n, 0n, 0n, 0n, undefined],
])('%s', (_, bsize, blocks, bfree, bavail, expected) => {
  answering({ bsize, blocks, bfree, bavail })
  expect(freeBytes('/')).toBe(expected)
})

test.each(['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'])('%s: the system does not tell', (code) => {
  undo = useDisk(faultyDisk({ failAt: 1, kind: 'fail', code }))
  expect(freeBytes('/')).toBeUndefined()
})

test.each([
  ['EIO', 'EXMAN_WRITE_FAILED', 'Could not find out the free space at /x: the disk reports a fault (EIO).'],
  [
    'EACCES',
    'EXMAN_NO_PERMISSION',
    'Could not find out the free space at /x: this user has no permission (EACCES).',
  ],
])('%s is told as %s', (errno, code, message) => {
  undo = useDisk(faultyDisk({ failAt: 1, kind: 'fail', code: errno }))
  expect(thrown(() => freeBytes('/x'))).toMatchObject({ code, message, cause: { code: errno } })
})

test('a folder that is gone is told', () => {
  expect(thrown(() => freeBytes(join(scratch(), 'none')))).toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
})

describeWith(['mounts'], 'on a disk of 256 KiB', () => {
  const dir = join(scratch(), 'small')
  beforeAll(() => {
    mkdirSync(dir)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', dir])
  })
  afterAll(() => execFileSync('umount', [dir]))

  test('a file takes as much as it is long', () => {
    expect(freeBytes(dir)).toBe(256 * 1024)
    writeFileSync(join(dir, 'filler'), Buffer.alloc(64 * 1024))
    expect(freeBytes(dir)).toBe(192 * 1024)
  })
})
