import { createHash, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import threads from 'node:worker_threads'
import { hashFile } from '../../src/files'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'

const MB = 1024 * 1024

test.each([0, 1, MB - 1, MB, MB + 1, 5 * MB + 7])('gives size and SHA-256 of %d bytes', async (bytes) => {
  const path = join(scratch(), 'weights.bin')
  const content = randomBytes(bytes)
  writeFileSync(path, content)
  expect(await hashFile(path)).toEqual({ bytes, sha256: createHash('sha256').update(content).digest('hex') })
})

test('known digest', async () => {
  const path = join(scratch(), 'abc')
  writeFileSync(path, 'abc')
  const { sha256 } = await hashFile(path)
  expect(sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('hashes without a thread where none can be had', async () => {
  const path = join(scratch(), 'weights.bin')
  writeFileSync(path, Buffer.alloc(3 * MB))
  const expected = await hashFile(path)
  jest.spyOn(threads, 'Worker').mockImplementation(() => {
    throw new Error('no threads here')
  })
  const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
  let digest: unknown
  await under(faulty, async () => {
    digest = await hashFile(path)
  })
  jest.restoreAllMocks()
  expect(digest).toEqual(expected)
  // Three slices and the end: a thread would not read through this disk.
  expect(faulty.log.filter(({ name }) => name === 'read')).toHaveLength(4)
})

test('a missing file and a folder are errors', async () => {
  const dir = scratch()
  await expect(hashFile(join(dir, 'none'))).rejects.toMatchObject({ code: 'EXMAN_READ_FAILED' })
  await expect(hashFile(dir)).rejects.toMatchObject({ code: 'EXMAN_READ_FAILED' })
})

test('a large file is read and hashed by a thread, not here', async () => {
  const path = join(scratch(), 'weights.bin')
  writeFileSync(path, Buffer.alloc(3 * MB))
  const watched = faultyDisk({ failAt: 0, kind: 'fail' })
  await under(watched, () => hashFile(path))
  expect(watched.log.map(({ name }) => name)).not.toContain('read')
})
