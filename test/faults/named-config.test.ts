/** Files of arguments that are meant to do harm, or that say something else than they seem to. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser } from '../../src'
import { MAX_YAML_BYTES } from '../../src/params/yaml/read'
import { placesOf } from '../fixtures/named-root'
import { startRun } from '../fixtures/named-setup'
import { run as runChild, script } from './children'
import { scratch } from './scratch'
import { thrown } from './thrown'
// Outside of any git work tree: what git has to say is not looked at here.
import '../run/runs'

afterEach(() => expect(({} as { polluted?: unknown }).polluted).toBeUndefined())

/** A bomb: each line repeats the one before it ten times. */
const BOMB = [
  'a0: &a0 boom',
  ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(10)}]`),
]

/** Files of arguments, and the line that is wrong; 0 where there is none to name. */
const HOSTILE: [title: string, text: string, line: number][] = [
  ['__proto__ as an argument', 'lr: 1\n__proto__: {polluted: 1}\n', 2],
  ['__proto__ in quotes', 'lr: 1\n"__proto__": {polluted: 1}\n', 2],
  ['__proto__ in a value', 'lr: 1\nmodel: {__proto__: {polluted: 1}}\n', 2],
  ['__proto__ taken over', 'base: &base {__proto__: {polluted: 1}}\n<<: *base\n', 1],
  ['constructor as an argument', 'constructor: {prototype: {polluted: 1}}\n', 0],
  ['a dotted way to a prototype', 'model.__proto__.polluted: 1\n', 0],
  ['a bomb of aliases', BOMB.join('\n'), 0],
  ['an alias to itself', 'model: &a [*a]\n', 1],
  ['1,000 levels', `lr: 1\nmodel: ${'['.repeat(1000)}${']'.repeat(1000)}\n`, 2],
  ['1,000,000 levels', `lr: 1\nmodel: ${'['.repeat(1_000_000)}\n`, 2],
  ['levels of blanks', Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), 0],
  ['more bytes than a list of arguments has', `model: ${'x'.repeat(MAX_YAML_BYTES)}\n`, 0],
  ['more words than a list of arguments has', `layers: [${'1,'.repeat(500_000)}1]\n`, 1],
  ['a tag of Python', 'lr: 1\nmodel: !!python/object/apply:os.system ["true"]\n', 2],
  ['a tag of its own', 'lr: 1\nmodel: !mine x\n', 2],
  ['a tag of bytes', 'lr: 1\nmodel: !!binary aGFsbG8=\n', 2],
  ['two documents', 'lr: 1\n---\nlr: 2\n', 2],
  ['an argument twice', 'lr: 1\nlr: 2\n', 2],
  ['a NUL', 'lr: 1\nmodel: "a\0b"\n', 2],
  ['a list where one value belongs', 'lr: [1, 2]\n', 0],
]

describe('a --config with', () => {
  test.each(HOSTILE)('%s is refused with the file and the line, and leaves nothing', (...row) => {
    const [, text, line] = row
    const dir = scratch()
    const file = join(dir, 'hostile.yaml')
    writeFileSync(file, text)
    const { heapUsed } = process.memoryUsage()
    const error = thrown(() => startRun(join(dir, 'root'), ['--config', file])) as Error
    expect(process.memoryUsage().heapUsed - heapUsed).toBeLessThan(500e6)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(RangeError)
    expect(error.message).not.toContain('call stack')
    expect(error.message.length).toBeLessThan(1000)
    expect(error.message).toContain(line === 0 ? file : `${file}, line ${line}`)
    expect(existsSync(join(dir, 'root'))).toBe(false)
  })

  test.each([
    ['__proto__', 'lr: 1\n__proto__: {polluted: 1}\n', 'line 2'],
    ['a bomb of aliases', BOMB.join('\n'), 'hostile.yaml'],
    ['1,000,000 levels', `model: ${'['.repeat(1_000_000)}\n`, 'line 1'],
    ['too many bytes', `model: ${'x'.repeat(MAX_YAML_BYTES)}\n`, 'larger than'],
    ['an unknown tag', 'lr: 1\nmodel: !mine x\n', 'line 2'],
    ['a number that is none', 'lr: 1\nsteps: 1e400\n', 'steps'],
  ])('%s ends a script with exit code 2, and says so as for the command line', async (...row) => {
    const [, text, what] = row
    const dir = scratch()
    const file = join(dir, 'hostile.yaml')
    writeFileSync(file, text)
    const { code, output } = await runChild(script('named-script', join(dir, 'root'), '--config', file))
    expect(output).toMatch(/^usage: train .*\n(.*\n)*train: error: /)
    for (const part of [file, what]) expect(output).toContain(part)
    expect(output).not.toMatch(/^ {4}at /m)
    expect(code).toBe(2)
    expect(existsSync(join(dir, 'root'))).toBe(false)
  })
})

/** What stands in a file for `--steps`, an integer, and `--model`, a text: as it would be on the command line. */
const NUMBERS: [written: string, steps: number | undefined, model: string | null][] = [
  ['12', 12, '12'],
  ['"12"', 12, '12'],
  ['1_000', 1000, '1_000'],
  ['012', 12, '012'],
  ['12:30', undefined, '12:30'],
  ['0x1F', undefined, '0x1F'],
  ['1.0', undefined, '1.0'],
  ['1e3', undefined, '1e3'],
  ['.nan', undefined, 'nan'],
  ['yes', undefined, 'yes'],
  ['2020-03-03', undefined, '2020-03-03'],
  ['9007199254740993', undefined, '9007199254740993'],
]

test.each(NUMBERS)('%s in a file is the integer %p, or the text %p', (written, steps, model) => {
  const dir = scratch()
  const take = (name: string) => {
    writeFileSync(join(dir, 'a.yaml'), `${name}: ${written}\n`)
    const parser = new ExParser({ root: join(dir, 'root'), exit_on_error: false })
    parser.add_argument('--steps', { type: 'int', default: 5 })
    parser.add_argument('--model', { default: 'cnn' })
    const { run } = parser.parse_args(['--config', join(dir, 'a.yaml')])
    run.finish()
    return run
  }
  expect(take('model').params).toEqual({ steps: 5, model })
  if (steps === undefined)
    expect(thrown(() => take('steps'))).toMatchObject({ message: expect.stringContaining('steps') as string })
  else expect(take('steps').params).toEqual({ steps, model: 'cnn' })
  expect(placesOf(join(dir, 'root'))).toEqual(
    steps === undefined ? ['runs/1 whole'] : ['runs/1 whole', 'runs/2 whole'],
  )
})

test.each([
  '--a.__proto__.polluted',
  '--__proto__',
  '--constructor.prototype.polluted',
  '--model.__proto__.polluted',
])('an option %s that nobody declared is refused, and leaves nothing', async (option) => {
  const dir = scratch()
  const { code, output } = await runChild(script('named-script', join(dir, 'root'), option, '1'))
  expect(output).toContain(`unrecognized arguments: ${option} 1`)
  expect([code, existsSync(join(dir, 'root'))]).toEqual([2, false])
})
