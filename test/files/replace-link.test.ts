import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceLink } from '../../src/files'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { thrown } from '../faults/thrown'

test.each([
  ['nothing', () => undefined],
  ['another link', (path: string) => symlinkSync('old', path)],
  ['the same link', (path: string) => symlinkSync('new', path)],
])('makes the link where there is %s', (_title, make) => {
  const dir = scratch()
  const path = join(dir, 'best')
  make(path)
  expect(replaceLink('new', path)).toBe(true)
  expect(readlinkSync(path)).toBe('new')
  expect(readdirSync(dir)).toEqual(['best'])
})

test('never removes what is not a link', () => {
  const dir = scratch()
  writeFileSync(join(dir, 'file'), 'mine')
  mkdirSync(join(dir, 'folder'))
  expect(['file', 'folder'].map((name) => replaceLink('new', join(dir, name)))).toEqual([false, false])
  expect(readFileSync(join(dir, 'file'), 'utf8')).toBe('mine')
  expect(readdirSync(dir)).toEqual(['file', 'folder'])
})

test.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])(
  'says no where links are not supported (%s)',
  async (code) => {
    const dir = scratch()
    let made
    const faulty = faultyDisk({ failAt: 1, kind: 'fail', code, only: ['symlinkSync'] })
    expect(await under(faulty, () => (made = replaceLink('new', join(dir, 'best'))))).toBeUndefined()
    expect(made).toBe(false)
  },
)

test('a removed folder is noticed', () => {
  const path = join(scratch(), 'gone/best')
  expect(thrown(() => replaceLink('new', path))).toMatchObject({ code: 'EXMAN_FOLDER_GONE' })
})
