/** The files of a numbered run, damaged in every way: an error that names the file, never a crash and never another value. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser, openRun, type FileError, type Run } from '../../src'
import { indexFaults } from '../fixtures/named-root'
import { numberOf } from '../fixtures/named-setup'
import { expectWarnings } from '../warnings'
import { scratch } from './scratch'
import { thrown } from './thrown'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'

/** Arguments of all kinds, with what a command line gives for them; they differ from the defaults. */
const LINE = ['--lr', '1e-7', '--layers', '12', '345', '--model', 'a: b', '--on', '--x', '--size', '100']
const GIVEN = { lr: 1e-7, layers: [12, 345], model: 'a: b', on: true, x: null, size: 100 }

/** Starts a run with these arguments. */
function start(root: string, line: string[] = LINE): Run {
  const parser = new ExParser({ root, exit_on_error: false })
  parser.add_argument('--lr', { type: 'float', default: 0.01 })
  parser.add_argument('--layers', { type: 'int', nargs: '+', default: [1] })
  parser.add_argument('--model', { default: 'cnn' })
  parser.add_argument('--on', { action: 'store_true' })
  parser.add_argument('--x', { nargs: '?', default: 'nothing' })
  parser.add_argument('--size', { type: 'int', default: 5 })
  return parser.parse_args(line).run
}

/** A root with two runs that are over; the second is to be damaged. */
function twoRuns(): { root: string; other: Run; run: Run; path: string; text: string } {
  const root = join(scratch(), 'root')
  const other = start(root, [])
  other.finish()
  const run = start(root)
  run.finish()
  const path = run.path('params.yaml')
  return { root, other, run, path, text: readFileSync(path, 'utf8') }
}

/** What came of it: the arguments, or an error that names the file. */
async function openedIn(dir: string): Promise<object> {
  return openRun(dir).then(
    ({ params }) => params,
    (error: Error) => error,
  )
}

const namingIt = (path: string, code = 'EXMAN_FILE_INVALID') =>
  expect.objectContaining({ code, message: expect.stringContaining(path) as string }) as Error

function isTold(answer: unknown, path: string): boolean {
  const { code, message } = (answer ?? {}) as Partial<FileError>
  return code === 'EXMAN_FILE_INVALID' && message!.includes(path)
}

/** What the file of a run may become; all of it shows. */
const DAMAGES: [title: string, damage: (text: string) => string | Buffer][] = [
  ['empty', () => ''],
  ['zero-filled', (text) => Buffer.alloc(text.length)],
  ['with zeros for its second half', (text) => text.slice(0, 60) + '\0'.repeat(text.length - 60)],
  ['with a tail of zeros', (text) => `${text}\0\0\0\0`],
  ['with a tail of half a line', (text) => `${text}si`],
  ['with a tail of another record', (text) => text + text],
  ['with a tail of one more argument', (text) => `${text}size: 7\n`],
  ['with a tail of what is no argument', (text) => `${text}sizes: 7\n`],
  ['without its beginning', (text) => text.slice(3)],
  ['in two documents', (text) => `${text}---\n${text}`],
  ['a list', () => '- 1\n- 2\n'],
  ['a word', () => 'params\n'],
]

test('a params.yaml cut at any byte is an error that names it, or gives what was recorded', async () => {
  const { run, path, text } = twoRuns()
  const wrong: unknown[] = []
  for (let length = 0; length < text.length; length += 1) {
    writeFileSync(path, text.slice(0, length))
    const answer = await openedIn(run.dir)
    if (!isTold(answer, path) && JSON.stringify(answer) !== JSON.stringify(GIVEN))
      wrong.push({ rest: text.slice(0, length), answer })
  }
  expect(wrong).toEqual([])
})

test('--config with a params.yaml of a run cut at any byte is an error that names it, or gives what was recorded', () => {
  const { root, run, path, text } = twoRuns()
  const wrong: unknown[] = []
  for (let length = 0; length < text.length; length += 1) {
    writeFileSync(path, text.slice(0, length))
    let answer: unknown
    const error = thrown(() => {
      const next = start(root, ['--config', path])
      next.finish()
      answer = next.params
      rmSync(next.dir, { recursive: true })
    })
    if (!isTold(error, path) && JSON.stringify(answer) !== JSON.stringify(GIVEN))
      wrong.push({ rest: text.slice(0, length), answer: error ?? answer })
  }
  expect(wrong).toEqual([])
  expect(numberOf(run)).toBe(2)
})

test.each(DAMAGES)(
  'a params.yaml that is %s is an error that names it, and costs nothing else',
  async (...row) => {
    const [, damage] = row
    const { root, other, run, path, text } = twoRuns()
    writeFileSync(path, damage(text))
    const before = readFileSync(path)
    expect(await openedIn(run.dir)).toEqual(namingIt(path))
    for (const line of [
      ['--config', path],
      ['--config', run.dir],
      ['--resume', '2'],
    ])
      expect(thrown(() => start(root, line))).toMatchObject({
        message: expect.stringContaining(path) as string,
      })
    // The others are as they were, the damaged file too, and the next has the next number.
    expect(await openedIn(other.dir)).toEqual(other.params)
    new ExParser({ root }).restoreIndex()
    expect(indexFaults(root)).toEqual([])
    const next = start(root)
    next.finish()
    expect(numberOf(next)).toBe(3)
    expect(readFileSync(path)).toEqual(before)
  },
)

test('a params.yaml with a byte order mark, comments or an entry changed by hand is read', async () => {
  const { run, path, text } = twoRuns()
  writeFileSync(path, `\ufeff# of last week\n${text.replace('size: 100', 'size: 200  # more')}`)
  expect(await openedIn(run.dir)).toEqual({ ...GIVEN, size: 200 })
})

test('a params.yaml that is gone is an error that names it', async () => {
  const { root, run, path } = twoRuns()
  rmSync(path)
  expect(await openedIn(run.dir)).toEqual(namingIt(path))
  expect(thrown(() => start(root, ['--config', path]))).toEqual(namingIt(path, 'EXMAN_READ_FAILED'))
  expect(new ExParser({ root }).restoreIndex().removed).toEqual([run.id])
})

describe('--resume auto passes over a run', () => {
  test.each([
    ['whose params.yaml is cut', 'params.yaml', (text: string) => text.slice(0, 40)],
    ['whose run.json is cut', 'run.json', (text: string) => text.slice(0, 40)],
    ['whose run.json is empty', 'run.json', () => ''],
    ['whose run.json is zero-filled', 'run.json', (text: string) => '\0'.repeat(text.length)],
  ])('%s, with a warning, and goes on with one that is whole', (...row) => {
    const [, name, damage] = row
    const warnings = expectWarnings()
    const { root, run, text } = twoRuns()
    expect(text).not.toBe('')
    for (const id of [1, 2]) {
      const path = join(root, 'runs', readdirSync(join(root, 'runs'))[id - 1]!, 'run.json')
      writeFileSync(path, readFileSync(path, 'utf8').replace('"status": "done"', '"status": "interrupted"'))
    }
    const path = run.path(name)
    writeFileSync(path, damage(readFileSync(path, 'utf8')))
    const first = start(root, ['--resume', 'auto'])
    expect(numberOf(first)).toBe(1)
    first.finish()
    const next = start(root, ['--resume', 'auto', ...LINE])
    next.finish()
    expect(numberOf(next)).toBe(3)
    expect(warnings).toMatchObject([
      { code: 'EXMAN_RUN_UNREADABLE', text: expect.stringContaining(path) as string },
      { code: 'EXMAN_RUN_UNREADABLE', text: expect.stringContaining(path) as string },
    ])
  })
})
