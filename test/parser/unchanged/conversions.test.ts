import { ArgumentTypeError, FileType, SUPPRESS } from 'argparse'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from '../../faults/scratch'
import { worksUnchanged } from './compare'

const folder = scratch()
writeFileSync(join(folder, 'data.txt'), 'data')
mkdirSync(join(folder, 'folder'))
beforeAll(() => process.chdir(folder))

class Size {
  readonly width: number
  constructor(text: string) {
    if (text === 'wide') throw new ArgumentTypeError('too wide')
    this.width = Number(text)
  }
}

worksUnchanged({
  'int, float and str': {
    declare: (parser) => {
      parser.add_argument('--i', { type: 'int' })
      parser.add_argument('--f', { type: 'float' })
      parser.add_argument('--s', { type: 'str' })
    },
    lines: [
      '--i 7 --f 7 --s 7',
      '--i 1_000 --f 1e-7 --s 1e-7',
      ['--i', ' 3 ', '--f', ' .5 ', '--s', ' '],
      '--i -0 --f -0 --s -',
      '--f nan',
      '--f -inf',
      '--i 1.5',
      '--f 1,5',
      '--i 0x10',
      ['--f', ''],
      ['--s', ''],
      '--i 99999999999999999999',
    ],
  },
  'functions and classes': {
    declare: (parser, { calls }) => {
      const upper = (text: string) => (calls.push(`upper ${text}`), text.toUpperCase())
      parser.add_argument('--upper', { type: upper, default: 'abc' })
      parser.add_argument('--uppers', { type: upper, nargs: '*', default: 'x' })
      parser.add_argument('--size', { type: Size, default: '3' })
      parser.add_argument('--number', { type: Number })
      parser.add_argument('--big', { type: BigInt })
      parser.add_argument('--json', { type: (text) => JSON.parse(text) as unknown })
    },
    lines: [
      '',
      '--upper d --uppers a b',
      '--upper d --upper e',
      '--size 4',
      '--size wide',
      '--number x',
      '--big 123456789012345678901234567890',
      '--json {"a":[1,null]}',
      '--json null',
    ],
  },
  'types that fail': {
    declare: (parser) => {
      parser.add_argument('--type', { type: fails(new TypeError('no')) })
      parser.add_argument('--told', { type: fails(new ArgumentTypeError('is %s no use')) })
      parser.add_argument('--error', { type: fails(new RangeError('out of range')) })
    },
    lines: ['--type x', '--told x', '--error x', ''],
  },
  'a type of its own name': {
    declare: (parser) => {
      parser.register('type', 'hex', (text: string) => parseInt(text, 16))
      parser.register('type', 'bool', (text: string) => text !== 'no')
      parser.add_argument('--color', { type: 'hex', default: 'ff' })
      parser.add_argument('--flag', { type: 'bool', default: 'maybe' })
    },
    lines: ['', '--color 10 --flag no', '--flag on'],
  },
  files: {
    declare: (parser) => {
      parser.add_argument('--in', { type: FileType('r'), default: '-' })
      parser.add_argument('--out', { type: new FileType('w', 'utf8', 0o666) })
    },
    lines: ['', '--in data.txt', '--out written.txt', '--in missing.txt', '--out folder', '--in - --out -'],
  },
  choices: {
    declare: (parser) => {
      parser.add_argument('--move', { choices: ['rock', 'paper', 'scissors'] })
      parser.add_argument('--door', { type: 'int', choices: [1, 2, 3] })
      parser.add_argument('--letter', { choices: 'abc' })
      parser.add_argument('--key', { choices: { sgd: 1, adam: 2 } })
      parser.add_argument('--of', { choices: new Map([['map', 1]]) })
      parser.add_argument('--set', { choices: new Set(['x', 'y']), nargs: '+' })
      parser.add_argument('--text-of-number', { choices: [1, 2], default: 7 })
    },
    lines: [
      '--move rock --door 3',
      '--move fire',
      '--door 4',
      '--letter b --key adam --of map --set x y',
      '--letter ab',
      '--key rmsprop',
      '--of 1',
      '--set x z',
      '--text-of-number 1',
    ],
  },
  'a positional with choices': {
    declare: (parser) => {
      parser.add_argument('op', { choices: ['add', 'sub'], nargs: '?', default: 'mul' })
      parser.add_argument('more', { choices: ['a', 'b'], nargs: '*', default: [] })
    },
    lines: ['', 'add', 'add a b', 'add c', 'div'],
  },
  'a mistyped choice, with suggestions': {
    options: { suggest_on_error: true },
    declare: (parser) => parser.add_argument('--action', { choices: ['bake', 'decorate'] }) && undefined,
    lines: ['--action bkae', '--action xyz'],
  },
  defaults: {
    declare: (parser) => {
      parser.add_argument('--length', { default: '10', type: 'int' })
      parser.add_argument('--width', { default: 10.5, type: 'int' })
      parser.add_argument('--text', { default: 'a b' })
      parser.add_argument('--none', { default: null })
      parser.add_argument('--list', { default: [1, [2]], nargs: '*' })
      parser.add_argument('--object', { default: { a: 1 } })
      parser.add_argument('--hidden', { default: SUPPRESS })
      parser.add_argument('--unset', { default: undefined, type: 'int' })
      parser.add_argument('place', { nargs: '?', default: '42', type: 'int' })
    },
    lines: ['', '--length 5', '--hidden x', '3 --list a', '--unset 1 --none x'],
  },
  'a default that cannot be converted': {
    declare: (parser) => {
      parser.add_argument('--length', { default: 'long', type: 'int' })
      parser.add_argument('--other')
    },
    lines: ['', '--length 1', '--other 1'],
  },
  'defaults of the parser': {
    options: { argument_default: SUPPRESS },
    declare: (parser) => {
      parser.add_argument('--foo')
      parser.add_argument('--flag', { action: 'store_true' })
      parser.add_argument('bar', { nargs: '?' })
    },
    lines: ['', '--foo 1 BAR', '--flag'],
  },
  'set_defaults and get_default': {
    options: { argument_default: 'none' },
    declare: (parser, { calls }) => {
      parser.add_argument('--foo', { default: 'bad' })
      parser.add_argument('--plain')
      parser.set_defaults({ foo: 'spam', bar: 42, baz: 'badger', late: '7' })
      parser.add_argument('--late', { type: 'int' })
      calls.push(`${String(parser.get_default('foo'))} ${String(parser.get_default('bar'))}`)
    },
    lines: ['', '--foo 1', '--late 8'],
  },
})

function fails(error: Error): (text: string) => unknown {
  return () => {
    throw error
  }
}
