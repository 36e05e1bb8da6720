import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createOnce } from '../../src/files'
import { disk, realDisk, useDisk } from '../../src/files/disk'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch, strays } from '../faults/scratch'
import { thrown } from '../faults/thrown'

test('makes the file once, and leaves it as it is from then on', () => {
  const path = join(scratch(), 'experiment.json')
  expect(createOnce(path, 'first')).toBe(true)
  expect(createOnce(path, 'second')).toBe(false)
  expect(readFileSync(path, 'utf8')).toBe('first')
  expect(strays(join(path, '..'))).toEqual([])
  expect(lstatSync(path).nlink).toBe(1)
})

test.each([
  ['a folder', (path: string) => mkdirSync(path)],
  ['a link to nowhere', (path: string) => symlinkSync('nowhere', path)],
])('counts %s as being there', (_title, make) => {
  const path = join(scratch(), 'a')
  make(path)
  expect(createOnce(path, 'x')).toBe(false)
})

test('one that comes between looking and making wins', () => {
  const path = join(scratch(), 'a')
  const undo = useDisk({
    ...realDisk,
    linkSync: (from, to) => {
      writeFileSync(path, 'theirs')
      realDisk.linkSync(from, to)
    },
  })
  expect(createOnce(path, 'ours')).toBe(false)
  undo()
  expect(readFileSync(path, 'utf8')).toBe('theirs')
  expect(strays(join(path, '..'))).toEqual([])
})

test('goes on when the holder of the folder sweeps its hidden file away', () => {
  const path = join(scratch(), 'a')
  let isSwept = false
  const undo = useDisk({
    ...realDisk,
    linkSync: (from, to) => {
      if (!isSwept) realDisk.unlinkSync(from)
      isSwept = true
      realDisk.linkSync(from, to)
    },
  })
  expect(createOnce(path, 'x')).toBe(true)
  undo()
  expect(disk()).toBe(realDisk)
})

describe.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])('where links are not supported (%s)', (code) => {
  const withoutLinks = () =>
    faultyDisk({ failAt: 1, failFor: Infinity, kind: 'fail', code, only: ['linkSync'] })

  test('makes the file all the same', async () => {
    const path = join(scratch(), 'a')
    let made
    expect(await under(withoutLinks(), () => (made = createOnce(path, 'x')))).toBeUndefined()
    expect(made).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('x')
    expect(strays(join(path, '..'))).toEqual([])
  })

  test('one that comes between looking and making wins', async () => {
    const path = join(scratch(), 'a')
    const faulty = withoutLinks()
    const other = {
      ...faulty,
      linkSync: (from: string, to: string) => {
        writeFileSync(path, 'theirs')
        faulty.linkSync(from, to)
      },
    }
    let made
    await under(other, () => (made = createOnce(path, 'ours')))
    expect(made).toBe(false)
    expect(readFileSync(path, 'utf8')).toBe('theirs')
  })
})

test.each([
  [{}, 2],
  [{ syncFolder: false }, 1],
  [{ durable: false }, 0],
])('%j syncs %d times', async (options, count) => {
  const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
  await under(faulty, () => createOnce(join(scratch(), 'a'), 'x', options))
  expect(faulty.log.filter(({ name }) => name === 'fsyncSync')).toHaveLength(count)
})

test('a removed folder is noticed', () => {
  expect(thrown(() => createOnce(join(scratch(), 'gone/a'), 'x'))).toMatchObject({
    code: 'EXMAN_FOLDER_GONE',
  })
})

test('an error says that no file was made', async () => {
  const path = join(scratch(), 'a')
  const error = await under(
    faultyDisk({ failAt: 1, kind: 'fail', code: 'ENOSPC', only: ['writeSync'] }),
    () => createOnce(path, 'x'),
  )
  expect(error).toMatchObject({
    message: `Could not write ${path}: the disk is full (ENOSPC). No file was made.`,
  })
})
