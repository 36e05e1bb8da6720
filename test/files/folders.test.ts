import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  claimFolder,
  ensureFolder,
  fileExists,
  fileSize,
  folderExists,
  listFolder,
  syncFolder,
} from '../../src/files'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { thrown } from '../faults/thrown'

/** A folder with something of each kind in it. */
function zoo(): string {
  const dir = scratch()
  writeFileSync(join(dir, 'file'), 'abc')
  mkdirSync(join(dir, 'folder'))
  symlinkSync('file', join(dir, 'link-to-file'))
  symlinkSync('folder', join(dir, 'link-to-folder'))
  symlinkSync('nowhere', join(dir, 'dangling'))
  symlinkSync('loop', join(dir, 'loop'))
  return dir
}

test.each([
  ['file', true, false, 3],
  ['folder', false, true, undefined],
  ['link-to-file', true, false, undefined],
  ['link-to-folder', false, true, undefined],
  ['dangling', false, false, undefined],
  ['none', false, false, undefined],
  ['none/below', false, false, undefined],
  ['file/below', false, false, undefined],
])('%s: fileExists %p, folderExists %p, fileSize %p', (name, isFile, isFolder, size) => {
  const path = join(zoo(), name)
  expect([fileExists(path), folderExists(path), fileSize(path)]).toEqual([isFile, isFolder, size])
})

test('what cannot be known is an error, not a no', () => {
  expect(thrown(() => fileExists(join(zoo(), 'loop')))).toMatchObject({ code: 'EXMAN_READ_FAILED' })
})

test('listFolder gives the names, and none where there is no folder', () => {
  const dir = zoo()
  expect(listFolder(dir).sort()).toEqual([
    'dangling',
    'file',
    'folder',
    'link-to-file',
    'link-to-folder',
    'loop',
  ])
  expect(listFolder(join(dir, 'none'))).toEqual([])
  expect(listFolder(join(dir, 'file'))).toEqual([])
})

describe('ensureFolder', () => {
  test('makes the missing levels and is content with those that are there', () => {
    const dir = scratch()
    ensureFolder(join(dir, 'a/b/c'))
    ensureFolder(join(dir, 'a/b/c'))
    expect(existsSync(join(dir, 'a/b/c'))).toBe(true)
  })

  test('syncs the parent of each level it made', async () => {
    const dir = scratch()
    const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
    await under(faulty, () => ensureFolder(join(dir, 'a/b')))
    expect(faulty.log.filter(({ name }) => name === 'fsyncSync').map(({ path }) => path)).toEqual([
      dir,
      join(dir, 'a'),
    ])
  })

  test('follows a link to a folder', () => {
    const dir = zoo()
    ensureFolder(join(dir, 'link-to-folder/a'))
    expect(existsSync(join(dir, 'folder/a'))).toBe(true)
  })

  test.each(['file', 'dangling'])('names the level where a %s is in the way', (name) => {
    const path = join(zoo(), name)
    expect(thrown(() => ensureFolder(join(path, 'a/b')))).toMatchObject({
      code: 'EXMAN_WRITE_FAILED',
      path,
      message: `Could not make the folder ${path}: something that is not a folder is already there. It is unchanged.`,
    })
  })

  test('goes on when another process makes a level first', async () => {
    const dir = scratch()
    const faulty = faultyDisk({ failAt: 0, kind: 'fail' })
    const other = {
      ...faulty,
      mkdirSync: (path: string) => {
        mkdirSync(path)
        faulty.mkdirSync(path)
      },
    }
    expect(await under(other, () => ensureFolder(join(dir, 'a/b')))).toBeUndefined()
  })

  test('says which level failed and why', async () => {
    const dir = scratch()
    const faulty = faultyDisk({ failAt: 2, kind: 'fail', code: 'EACCES', only: ['mkdirSync'] })
    expect(await under(faulty, () => ensureFolder(join(dir, 'a/b/c')))).toMatchObject({
      code: 'EXMAN_NO_PERMISSION',
      message: `Could not make the folder ${join(dir, 'a/b')}: this user has no permission (EACCES).`,
    })
  })
})

describe('claimFolder', () => {
  function* names() {
    yield 'run'
    for (let n = 2; ; n += 1) yield `run-${n}`
  }

  test('takes the first free name', () => {
    const dir = scratch()
    writeFileSync(join(dir, 'run-2'), 'a file counts as taken')
    expect([claimFolder(dir, names()), claimFolder(dir, names())]).toEqual(['run', 'run-3'])
  })

  test('a removed parent is noticed, and not made again', () => {
    const dir = join(scratch(), 'gone')
    expect(thrown(() => claimFolder(dir, names()))).toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
    expect(existsSync(dir)).toBe(false)
  })

  test('gives a claim up that cannot be made durable', async () => {
    const dir = scratch()
    const error = await under(faultyDisk({ failAt: 1, kind: 'fail', only: ['fsyncSync'] }), () =>
      claimFolder(dir, names()),
    )
    expect(error).toMatchObject({ code: 'EXMAN_WRITE_FAILED' })
    expect(readdirSync(dir)).toEqual([])
  })

  test('says so when there is no name left', () => {
    const dir = scratch()
    mkdirSync(join(dir, 'a'))
    expect(() => claimFolder(dir, ['a'])).toThrow(`Could not make a folder in ${dir}: no name is free.`)
  })
})

test('syncFolder reports a fault as not durable, naming what was written', async () => {
  const dir = scratch()
  const faulty = faultyDisk({ failAt: 1, kind: 'fail', only: ['fsyncSync'] })
  expect(await under(faulty, () => syncFolder(dir))).toMatchObject({ code: 'EXMAN_NOT_DURABLE', path: dir })
})

test('syncFolder of a folder that is gone says so: what was written went with it', () => {
  const gone = join(scratch(), 'gone')
  const sync = () => syncFolder(gone, join(gone, 'x.json'))
  expect(sync).toThrow(
    expect.objectContaining({ code: 'EXMAN_FOLDER_GONE', path: join(gone, 'x.json') }) as Error,
  )
})
