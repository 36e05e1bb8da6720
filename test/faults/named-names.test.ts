/** Names that would lead out of the root, or be refused by a disk: refused before any call of a file, or made safe. */
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ExParser, type Run } from '../../src'
import { thisProcess } from '../../src/files'
import { indexFaults, markFaults, marksOf } from '../fixtures/named-root'
import { startRun } from '../fixtures/named-setup'
import { faultyDisk, under, type Call } from './faulty-disk'
import { scratch } from './scratch'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'

thisProcess()

const HOSTILE: [title: string, name: string][] = [
  ['..', '..'],
  ['.', '.'],
  ['no character', ''],
  ['a separator', 'a/b'],
  ['an absolute path', '/etc/passwd'],
  ['a way out', '../../elsewhere'],
  ['a way out for Windows', '..\\..\\elsewhere'],
  ['a drive', 'C:'],
  ['a NUL', 'a\0b'],
  ['a newline', 'a\nb'],
  ['an escape code', '\u001b[31mred'],
  ['a mark that reorders', 'a\u202egnp.exe'],
  ['half of a character', 'a\ud800'],
  ['a blank at its end', 'a '],
  ['a dot at its end', 'a.'],
  ['300 bytes', 'é'.repeat(150)],
  ['what Windows takes in no name', 'a<b>"|?*'],
]

/** What a disk was asked for while something was tried. */
async function callsOf(work: () => unknown): Promise<{ error: unknown; calls: Call[] }> {
  const disk = faultyDisk({ failAt: Infinity, kind: 'fail' })
  return { error: await under(disk, work), calls: disk.log }
}

test.each(HOSTILE)('a --name that is or has %s is refused before any call of a file', async (...row) => {
  const [, name] = row
  const parent = scratch()
  const { error, calls } = await callsOf(() => startRun(join(parent, 'root'), [`--name=${name}`]))
  expect(error).toMatchObject({
    message: expect.stringMatching(/^argument --name: ".* (contains|is|has|ends)/) as string,
  })
  expect([calls, readdirSync(parent)]).toEqual([[], []])
})

test.each(HOSTILE.filter(([, name]) => name !== ''))(
  'an automark that is or has %s is refused with the options',
  async (...row) => {
    const [, name] = row
    const { error, calls } = await callsOf(() => new ExParser({ automark: [name], root: scratch() }))
    expect(error).toMatchObject({ code: 'EXMAN_OPTION_INVALID', option: 'automark' })
    expect(calls).toEqual([])
  },
)

/** Values that a careless path would take for others, or for places elsewhere. */
const VALUES = [
  ...HOSTILE.map(([, name]) => name),
  ...[
    'con',
    'NUL.txt',
    '%2e%2e',
    '%2F',
    'a%2Fb',
    '~',
    '-',
    '--tmp',
    '.hidden',
    'none',
    '__proto__',
    '000001',
  ],
  ...['\u00e9', 'e\u0301', '\ud83d\ude00', 'a'.repeat(5000), `${'a'.repeat(5000)}b`],
]

test('values that mark runs are made safe: each has a folder of its own, and nothing stands outside of the root', async () => {
  const parent = scratch()
  const root = join(parent, 'root')
  const runs: Run[] = []
  const { error, calls } = await callsOf(() => {
    for (const value of VALUES) runs.push(startRun(root, [`--model=${value}`], { automark: ['model'] }))
  })
  expect(error).toBeUndefined()
  for (const run of runs) run.finish()
  expect(runs.map(({ params }) => params['model'])).toEqual(VALUES)
  expect(readdirSync(parent)).toEqual(['root'])
  const marks = marksOf(root).map((path) => relative(join(root, 'marked'), path).split('/'))
  expect(marks.map(([first, , run, ...rest]) => [first, run, ...rest]).sort()).toEqual(
    runs.map(({ id }) => ['model', id]).sort(),
  )
  const folders = new Set(marks.map(([, folder]) => folder!))
  expect(folders.size).toBe(VALUES.length)
  for (const folder of folders) expect(Buffer.byteLength(folder)).toBeLessThanOrEqual(120)
  expect([...indexFaults(root), ...markFaults(root)]).toEqual([])
  const changed = calls.filter(({ name }) => /^(open|mkdir|rename|link|unlink|rm|rmdir)Sync$/.test(name))
  expect(changed.length).toBeGreaterThan(10 * VALUES.length)
  const leads = (path: string) =>
    !path.startsWith(`${parent}/`) || path.includes('\0') || path.split('/').includes('..')
  expect(changed.filter(({ path }) => path !== parent && leads(path))).toEqual([])
})

test('numbers go on however many digits they may have', () => {
  const root = join(scratch(), 'root')
  for (const zfill of [1, 15, 6]) startRun(root, [], { zfill }).finish()
  expect(
    readdirSync(join(root, 'runs'))
      .map((name) => name.split('-')[0])
      .sort(),
  ).toEqual(['000000000000002', '000003', '1'])
})

test.each([16, 99, 1000])(
  '%i digits, which nobody reads back, are refused with the options',
  async (zfill) => {
    const { error, calls } = await callsOf(() => new ExParser({ root: scratch(), zfill }))
    expect(error).toMatchObject({ code: 'EXMAN_OPTION_INVALID', option: 'zfill' })
    expect(calls).toEqual([])
  },
)
