import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kindAt, listEntries, look, lookAtFolder, readLooked, readLookedBytes } from '../../src/files'
import { faultyDisk, under } from '../faults/faulty-disk'
import { scratch } from '../faults/scratch'
import { coded } from '../run/runs'

/** A folder with an entry of each kind. */
function kinds(): string {
  const dir = scratch()
  mkdirSync(join(dir, 'folder'))
  writeFileSync(join(dir, 'file'), 'text')
  symlinkSync('folder', join(dir, 'link'))
  symlinkSync('nowhere', join(dir, 'dangling'))
  execFileSync('mkfifo', [join(dir, 'pipe')])
  return dir
}

test('a folder is listed with what stands in it, links as links', () => {
  expect(listEntries(kinds()).sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: 'dangling', kind: 'link' },
    { name: 'file', kind: 'file' },
    { name: 'folder', kind: 'folder' },
    { name: 'link', kind: 'link' },
    { name: 'pipe', kind: 'other' },
  ])
})

test('of what is missing, or no folder, nothing is listed', () => {
  const dir = kinds()
  expect([listEntries(join(dir, 'none')), listEntries(join(dir, 'file', 'deeper'))]).toEqual([[], []])
  expect(lookAtFolder(join(dir, 'none'))).toBeUndefined()
  expect(['file', 'link', 'pipe'].map((name) => lookAtFolder(join(dir, name)))).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('a file is looked at; a missing one is none; anything else is told, and never opened', () => {
  const dir = kinds()
  expect(look(join(dir, 'file'))).toMatchObject({ bytes: 4 })
  expect([look(join(dir, 'none')), look(join(dir, 'file', 'deeper'))]).toEqual([undefined, undefined])
  expect(() => look(join(dir, 'link'))).toThrow(
    coded('EXMAN_FILE_INVALID', 'it is a link, which is not followed'),
  )
  expect(() => look(join(dir, 'pipe'))).toThrow(coded('EXMAN_FILE_INVALID', `${dir}/pipe: it is no file`))
  expect(() => look(join(dir, 'folder'))).toThrow(coded('EXMAN_FILE_INVALID', 'it is no file'))
})

const CHANGES: [title: string, change: (path: string) => void][] = [
  ['written in place, of the same size', (path) => writeFileSync(path, 'abcd')],
  ['of another size', (path) => writeFileSync(path, 'abcde')],
  [
    'replaced by one of the same size and time',
    (path) => {
      writeFileSync(`${path}.new`, 'abcd')
      renameSync(`${path}.new`, path)
    },
  ],
  [
    'written with its old time set again',
    (path) => {
      writeFileSync(path, 'abcd')
      utimesSync(path, 1, 1)
    },
  ],
]

test.each(CHANGES)('the stamp is other for a file %s', async (_title, change) => {
  const path = join(scratch(), 'file')
  writeFileSync(path, 'text')
  utimesSync(path, 1, 1)
  const before = look(path)
  // The clock of a disk may stand still for some milliseconds.
  await new Promise((resolve) => setTimeout(resolve, 25))
  expect(look(path)).toEqual(before)
  change(path)
  expect(look(path)!.stamp).not.toBe(before!.stamp)
})

test('the stamp of a folder is other when something came, went or was renamed, not when a file in it was written', async () => {
  const dir = scratch()
  writeFileSync(join(dir, 'a'), '')
  const stamps = new Set([lookAtFolder(dir)!.stamp])
  const changes = [
    () => writeFileSync(join(dir, 'b'), ''),
    () => renameSync(join(dir, 'b'), join(dir, 'c')),
    () => rmSync(join(dir, 'c')),
  ]
  for (const change of changes) {
    await new Promise((resolve) => setTimeout(resolve, 25))
    change()
    stamps.add(lookAtFolder(dir)!.stamp)
  }
  expect(stamps.size).toBe(4)
  writeFileSync(join(dir, 'a'), 'text')
  expect(stamps.has(lookAtFolder(dir)!.stamp)).toBe(true)
})

test.each(['é\r\n', '', 'é'.repeat(200_000)])(
  'a text is read whole, without its byte order mark, and looked at',
  (text) => {
    const path = join(scratch(), 'file')
    writeFileSync(path, `\uFEFF${text}`)
    expect(readLooked(path, 2 ** 20)).toEqual({ look: look(path), text })
    expect(readLookedBytes(path, 2 ** 20)!.bytes.equals(Buffer.from(`\uFEFF${text}`))).toBe(true)
  },
)

test('what was read stays as it is when another file is read', () => {
  const dir = scratch()
  for (const name of ['a', 'b']) writeFileSync(join(dir, name), name.repeat(10))
  const [a, bytes] = [readLooked(join(dir, 'a'), 99), readLookedBytes(join(dir, 'a'), 99)]
  readLooked(join(dir, 'b'), 99)
  readLookedBytes(join(dir, 'b'), 99)
  expect([a!.text, bytes!.bytes.toString()]).toEqual(['aaaaaaaaaa', 'aaaaaaaaaa'])
})

test.each([readLooked, readLookedBytes])(
  'nothing is read of what is missing, a link, no file or too large (%p)',
  (read) => {
    const dir = kinds()
    expect([read(join(dir, 'none'), 99), read(join(dir, 'file', 'deeper'), 99)]).toEqual([
      undefined,
      undefined,
    ])
    for (const name of ['link', 'dangling'])
      expect(() => read(join(dir, name), 99)).toThrow(
        coded('EXMAN_FILE_INVALID', `${dir}/${name}: it is a link`),
      )
    for (const name of ['folder', 'pipe'])
      expect(() => read(join(dir, name), 99)).toThrow(
        coded('EXMAN_FILE_INVALID', `${dir}/${name}: it is no file`),
      )
    expect(() => read(join(dir, 'file'), 3)).toThrow(coded('EXMAN_FILE_INVALID', 'larger than 3 bytes'))
    expect(read(join(dir, 'file'), 4)).toMatchObject({ look: { bytes: 4 } })
  },
)

test.each([
  ['lookSync', 'EACCES', 'EXMAN_NO_PERMISSION', (path: string) => look(path)],
  ['lookSync', 'EIO', 'EXMAN_READ_FAILED', (path: string) => lookAtFolder(path)],
  ['direntsSync', 'EACCES', 'EXMAN_NO_PERMISSION', (path: string) => listEntries(path)],
  ['direntsSync', 'EMFILE', 'EXMAN_READ_FAILED', (path: string) => listEntries(path)],
  ['openSync', 'EACCES', 'EXMAN_NO_PERMISSION', (path: string) => readLooked(`${path}/file`, 99)],
  ['openSync', 'EMFILE', 'EXMAN_READ_FAILED', (path: string) => readLooked(`${path}/file`, 99)],
  ['fstatSync', 'EIO', 'EXMAN_READ_FAILED', (path: string) => readLooked(`${path}/file`, 99)],
  ['readSync', 'EIO', 'EXMAN_READ_FAILED', (path: string) => readLookedBytes(`${path}/file`, 99)],
] as const)(
  'where %s fails with %s, the error is %s and names the path',
  async (call, code, expected, work) => {
    const dir = scratch()
    writeFileSync(join(dir, 'file'), 'text')
    const broken = faultyDisk({ kind: 'fail', code, failAt: 1, only: [call] })
    expect(await under(broken, () => work(dir))).toMatchObject({
      code: expected,
      message: expect.stringContaining(dir) as string,
    })
  },
)

test('what stands at a path is told, and links are not followed', () => {
  const dir = kinds()
  const names = ['folder', 'file', 'link', 'dangling', 'pipe', 'missing', 'file/below']
  expect(names.map((name) => kindAt(join(dir, name)))).toEqual([
    ...['folder', 'file', 'link', 'link', 'other'],
    ...[undefined, undefined],
  ])
})

test('a file that cannot be closed is an error with its path', async () => {
  const path = join(kinds(), 'file')
  const faulty = faultyDisk({ failAt: 1, kind: 'fail', only: ['closeSync'] })
  expect(await under(faulty, () => readLooked(path, 100))).toMatchObject({ code: 'EXMAN_READ_FAILED', path })
})
