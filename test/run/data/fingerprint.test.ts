import { createHash } from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { realDisk, useDisk } from '../../../src/files/disk'
import { fingerprint, sizeOf } from '../../../src/run/data/fingerprint'
import { scratch } from '../../faults/scratch'
import { coded } from '../runs'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const show = (path: string) => path

const write = (folder: string, files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const root = () => {
  const dir = scratch()
  mkdirSync(join(dir, '.exman'))
  return dir
}

const of = (paths: string[], at = root()) => fingerprint(paths, { root: at, show }).facts

const CACHE = '.exman/cache/data.json'

/** The files that are read, not only looked at, while something is done; but for the cache. */
function readWhile(action: () => unknown): string[] {
  const paths = new Map<number, string>()
  const read = new Set<string>()
  const undo = useDisk({
    ...realDisk,
    openSync: (path, flags) => {
      const fd = realDisk.openSync(path, flags)
      paths.set(fd, path)
      return fd
    },
    readSync: (fd, ...rest) => {
      read.add(paths.get(fd)!)
      return realDisk.readSync(fd, ...rest)
    },
  })
  try {
    action()
  } finally {
    undo()
  }
  return [...read].filter((path) => !path.endsWith(CACHE))
}

test('a file counts by its content', () => {
  const dir = write(scratch(), { 'train.csv': 'a,b\n1,2\n', empty: '' })
  const [train, empty] = [join(dir, 'train.csv'), join(dir, 'empty')]
  expect(of([train, empty, join(dir, 'nowhere/../train.csv')])).toEqual([
    { path: train, bytes: 8, sha256: sha256('a,b\n1,2\n') },
    { path: empty, bytes: 0, sha256: sha256('') },
  ])
})

test('one that is larger than a slice is read whole', () => {
  const text = 'x'.repeat(3 * 2 ** 20 + 1)
  const dir = write(scratch(), { big: text })
  expect(of([join(dir, 'big')])).toMatchObject([{ bytes: text.length, sha256: sha256(text) }])
})

const FILES = { 'b.csv': 'two', 'a/z.csv': 'one', 'a-b.csv': '3', 'a/c/d.csv': '' }

// The form of the list is part of the format: a change of it makes all folders look changed.
test('a folder counts by the sorted list of its files', () => {
  const dir = write(scratch(), FILES)
  const list = [
    `${sha256('3')} 1 "a-b.csv"\n`,
    `${sha256('')} 0 "a/c/d.csv"\n`,
    `${sha256('one')} 3 "a/z.csv"\n`,
    `${sha256('two')} 3 "b.csv"\n`,
  ]
  expect(of([dir])).toEqual([{ path: dir, bytes: 7, sha256: sha256(list.join('')) }])
})

const hashOf = (dir: string) => of([dir])[0]!.sha256

test.each<[string, (dir: string) => void]>([
  ['a byte of a file', (dir) => writeFileSync(join(dir, 'a/z.csv'), 'onE')],
  ['the name of a file', (dir) => renameSync(join(dir, 'b.csv'), join(dir, 'c.csv'))],
  ['the folder of a file', (dir) => renameSync(join(dir, 'b.csv'), join(dir, 'a/b.csv'))],
  ['one more empty file', (dir) => writeFileSync(join(dir, 'new'), '')],
  ['a link', (dir) => symlinkSync('b.csv', join(dir, 'new'))],
])('%s changes the hash of its folder', (_, change) => {
  const dir = write(scratch(), FILES)
  const before = hashOf(dir)
  change(dir)
  expect(hashOf(dir)).not.toBe(before)
})

test('a link in a folder counts by what it says, and is not followed', () => {
  const outside = write(scratch(), { 'big.csv': 'first' })
  const dir = write(scratch(), FILES)
  symlinkSync(outside, join(dir, 'link'))
  symlinkSync(dir, join(dir, 'loop'))
  const before = of([dir])
  expect(before[0]!.bytes).toBe(7)
  writeFileSync(join(outside, 'big.csv'), 'other')
  expect(of([dir])).toEqual(before)
})

test('a link that is named itself is followed', () => {
  const dir = write(scratch(), FILES)
  const other = scratch()
  symlinkSync(dir, join(other, 'folder'))
  symlinkSync(join(dir, 'b.csv'), join(other, 'file'))
  expect(of([join(other, 'folder'), join(other, 'file')])).toMatchObject([
    { sha256: hashOf(dir) },
    { sha256: sha256('two') },
  ])
})

test.each([
  ['a file', 'b.csv', 3],
  ['a folder, without what links lead to', '.', 7],
])('the size of %s is found without reading', (_, name, bytes) => {
  const dir = write(scratch(), FILES)
  symlinkSync(write(scratch(), { 'big.csv': 'first' }), join(dir, 'link'))
  const path = join(dir, name)
  expect(of([path])[0]!.bytes).toBe(bytes)
  expect(readWhile(() => expect(sizeOf(path, { root: root(), most: 100 })).toBe(bytes))).toEqual([])
})

test('the experiments themselves are no data', () => {
  const dir = write(scratch(), FILES)
  const before = hashOf(dir)
  write(dir, { 'experiments/exp-1/run--1/run.json': '{}' })
  expect(of([dir], join(dir, 'experiments'))[0]!.sha256).toBe(before)
})

test.each<[string, string, string]>([
  ['missing', 'none.csv', 'EXMAN_READ_FAILED'],
  ['below a file', 'b.csv/x', 'EXMAN_READ_FAILED'],
  ['a link to nowhere', 'dangling', 'EXMAN_READ_FAILED'],
])('a path that is %s is an error that names option and path', (_, name, code) => {
  const dir = write(scratch(), FILES)
  symlinkSync('nowhere', join(dir, 'dangling'))
  expect(() => of([join(dir, name)])).toThrow(coded(code, `The option "data" names ${join(dir, name)},`))
})

describe('the second time', () => {
  const OLD = new Date('2020-01-01')
  // The change of a file is older than what is hashed only after this.
  const settled = () => setTimeout(3100)
  let dir: string
  let at: string
  const look = () => fingerprint([dir], { root: at, show })

  beforeAll(async () => {
    dir = write(scratch(), FILES)
    at = root()
    await settled()
    look().keep()
  })

  test('nothing is read but the cache', () => {
    expect(readWhile(look)).toEqual([])
    expect(look().facts).toEqual(of([dir]))
  })

  test('what was changed is read, also with the old size and time', () => {
    const before = look().facts
    writeFileSync(join(dir, 'b.csv'), 'TWO')
    utimesSync(join(dir, 'b.csv'), OLD, OLD)
    expect(readWhile(look)).toEqual([join(dir, 'b.csv')])
    expect(look().facts).not.toEqual(before)
  })

  test('what was changed a moment ago is not kept', () => {
    utimesSync(join(dir, 'b.csv'), OLD, OLD)
    look().keep()
    expect(readWhile(look)).toEqual([join(dir, 'b.csv')])
  })

  test.each<[string, (path: string) => void]>([
    ['cut', (path) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, -20))],
    ['empty', (path) => writeFileSync(path, '')],
    ['of another kind', (path) => writeFileSync(path, '{"format":1,"files":[1]}')],
    ['of strange entries', (path) => writeFileSync(path, `{"format":1,"files":{"${dir}/b.csv":["x",7]}}`)],
    ['of a newer format', (path) => writeFileSync(path, '{"format":9,"files":{}}')],
  ])('a cache that is %s is none', (_, damage) => {
    damage(join(at, CACHE))
    expect(readWhile(look)).toHaveLength(3 + 1)
    expect(look().facts).toEqual(of([dir]))
  })

  test('one that cannot be written is none, and no fault', () => {
    const other = root()
    writeFileSync(join(other, '.exman/cache'), 'no folder')
    const { facts, keep } = fingerprint([dir], { root: other, show })
    keep()
    expect(facts).toEqual(of([dir]))
    expect(statSync(join(other, '.exman/cache')).isFile()).toBe(true)
  })

  test.each(['.exman', '.exman/cache'])('a link at %s leads nothing out of the root', (link) => {
    const [other, outside] = [scratch(), scratch()]
    if (link !== '.exman') mkdirSync(join(other, '.exman'))
    symlinkSync(outside, join(other, link))
    const { facts, keep } = fingerprint([dir], { root: other, show })
    keep()
    expect(facts).toEqual(of([dir]))
    expect(readdirSync(outside)).toEqual([])
  })

  test('without a root nothing is made', () => {
    const other = join(scratch(), 'none')
    fingerprint([dir], { root: other, show }).keep()
    expect(() => statSync(other)).toThrow('ENOENT')
  })

  test('a file that grows while it is read is not kept', async () => {
    const grown = join(write(scratch(), { log: 'one' }), 'log')
    const here = root()
    await settled()
    const growing = useDisk({
      ...realDisk,
      readSync: (...args) => {
        if (statSync(grown).size < 6) appendFileSync(grown, 'two')
        return realDisk.readSync(...args)
      },
    })
    fingerprint([grown], { root: here, show }).keep()
    growing()
    expect(() => statSync(join(here, '.exman/cache'))).toThrow('ENOENT')
  })
})
