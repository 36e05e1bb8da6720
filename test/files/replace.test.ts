import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../../src/files'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { thrown } from '../faults/thrown'

const read = (path: string) => readFileSync(path, 'utf8')

test.each([
  ['text', 'né', 'né'],
  ['bytes', new Uint8Array([0x61, 0x62]), 'ab'],
  ['nothing', '', ''],
])('writes %s', (_title, content, text) => {
  const path = join(scratch(), 'a.json')
  replaceFile(path, content)
  expect(read(path)).toBe(text)
})

test('replaces what was there, longer or shorter', () => {
  const path = join(scratch(), 'a.json')
  for (const text of ['long '.repeat(100_000), 'short']) {
    replaceFile(path, text)
    expect(read(path)).toBe(text)
  }
})

test('a name as long as names can be is no trouble', () => {
  const path = join(scratch(), 'x'.repeat(255))
  replaceFile(path, 'a')
  expect(read(path)).toBe('a')
})

test('syncs the file before the rename and its folder after it', async () => {
  const dir = scratch()
  const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
  await under(faulty, () => replaceFile(join(dir, 'a.json'), 'new'))
  const temporary = expect.stringMatching(/\.exman-[0-9a-f]{16}\.tmp$/) as string
  expect(faulty.log.filter(({ name }) => ['writeSync', 'fsyncSync', 'renameSync'].includes(name))).toEqual([
    { name: 'writeSync', path: temporary },
    { name: 'fsyncSync', path: temporary },
    { name: 'renameSync', path: temporary },
    { name: 'fsyncSync', path: dir },
  ])
})

test.each([
  [{}, 2],
  [{ syncFolder: false }, 1],
])('%j syncs %d times', async (options, count) => {
  const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
  await under(faulty, () => replaceFile(join(scratch(), 'a.json'), 'new', options))
  expect(faulty.log.filter(({ name }) => name === 'fsyncSync')).toHaveLength(count)
})

test('never syncs a file a second time after a failed sync', async () => {
  const faulty = faultyDisk({ failAt: 1, kind: 'fail', only: ['fsyncSync'] })
  const error = await under(faulty, () => replaceFile(join(scratch(), 'a.json'), 'new'))
  expect(error).toMatchObject({ code: 'EXMAN_WRITE_FAILED' })
  expect(faulty.log.filter(({ name }) => name === 'fsyncSync')).toHaveLength(1)
})

test.each([
  ['ENOSPC', 'EXMAN_DISK_FULL', 'the disk is full (ENOSPC). The previous file is unchanged.'],
  ['EIO', 'EXMAN_WRITE_FAILED', 'the disk reports a fault (EIO). The previous file is unchanged.'],
])('a write that fails with %s says what and what is unchanged', async (errno, code, reason) => {
  const path = join(scratch(), 'performances.json')
  writeFileSync(path, 'old')
  const faulty = faultyDisk({ failAt: 1, kind: 'fail', code: errno, only: ['writeSync'] })
  const error = await under(faulty, () => replaceFile(path, 'new'))
  expect(error).toMatchObject({ code, path, message: `Could not write ${path}: ${reason}` })
  expect(read(path)).toBe('old')
})

test.each(['EXDEV', 'EACCES', 'EPERM'])('a rename that fails with %s names both paths', async (code) => {
  const path = join(scratch(), 'a.json')
  writeFileSync(path, 'old')
  const error = await under(faultyDisk({ failAt: 1, kind: 'fail', code, only: ['renameSync'] }), () =>
    replaceFile(path, 'new'),
  )
  expect((error as Error).message).toMatch(`(${code}, ${path.replace('a.json', '.exman-')}`)
  expect((error as Error).message).toMatch(`.tmp -> ${path})`)
  expect(readdirSync(join(path, '..'))).toEqual(['a.json'])
  expect(read(path)).toBe('old')
})

test('a sync of the folder that fails leaves the new file and says so', async () => {
  const path = join(scratch(), 'a.json')
  const error = await under(faultyDisk({ failAt: 2, kind: 'fail', only: ['fsyncSync'] }), () =>
    replaceFile(path, 'new'),
  )
  expect(error).toMatchObject({ code: 'EXMAN_NOT_DURABLE', path, cause: { code: 'EIO' } })
  expect(read(path)).toBe('new')
})

test.each(['EINVAL', 'ENOTSUP'])('a folder that cannot be synced (%s) is no error', async (code) => {
  const path = join(scratch(), 'a.json')
  const faulty = faultyDisk({ failAt: 2, kind: 'fail', code, only: ['fsyncSync'] })
  expect(await under(faulty, () => replaceFile(path, 'new'))).toBeUndefined()
})

test('a folder that was removed is noticed, and not made again', () => {
  const dir = scratch()
  rmSync(dir, { recursive: true })
  expect(thrown(() => replaceFile(join(dir, 'a.json'), 'new'))).toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
  expect(() => readdirSync(dir)).toThrow('ENOENT')
})
