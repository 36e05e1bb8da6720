import { Action, ArgumentParser, BooleanOptionalAction } from 'argparse'
import fs, { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { optional } from '../../src'
import type { ArgOptions, ExParser } from '../../src'
import { scratch } from '../faults/scratch'
import { emptyParser, trainParser } from './parsers'

/** Writes a file of arguments and gives its path. */
function file(text: string, name = 'config.yaml'): string {
  const path = join(scratch(), name)
  writeFileSync(path, text)
  return path
}

const parsed = (parser: ExParser, ...line: string[]) => ({ ...parser.parse_args(line) })

const DEFAULTS = {
  lr: 0.01,
  optimizer: 'adam',
  batch_size: 32,
  layers: [64],
  augment: false,
  note: undefined,
}

test.each<[string, object]>([
  ['lr: 0.1', { lr: 0.1 }],
  ['lr: 1', { lr: 1 }],
  ['lr: 1e-3', { lr: 0.001 }],
  ['lr: "0.1"', { lr: 0.1 }],
  ['lr: .inf', { lr: Infinity }],
  ['lr: -.INF', { lr: -Infinity }],
  ['lr: .NaN', { lr: NaN }],
  ['batch_size: 1_000', { batch_size: 1000 }],
  ['batch-size: 012', { batch_size: 12 }],
  ['layers: [1, 2]', { layers: [1, 2] }],
  ['layers:\n- 1\n- 2', { layers: [1, 2] }],
  ['layers: 7', { layers: [7] }],
  ['augment: yes', { augment: true }],
  ['augment: "1"', { augment: true }],
  ['augment: Off', { augment: false }],
  // A text argument has what is written there, whatever YAML makes of it.
  ['note: on', { note: 'on' }],
  ['note: 12:30', { note: '12:30' }],
  ['note: 1.50', { note: '1.50' }],
  ['note: 2020-03-03', { note: '2020-03-03' }],
  ['note: 12345678901234567890', { note: '12345678901234567890' }],
  ['note: "null"', { note: 'null' }],
  ['note: ""', { note: '' }],
  ['note: |\n  two\n  lines', { note: 'two\nlines\n' }],
  ['optimizer: sgd', { optimizer: 'sgd' }],
  ['optimizer: null', { optimizer: null }],
  ['note: ~', {}],
  ['note:', {}],
  ['lr: &a 0.5\nlayers: [1]\noptimizer: sgd', { lr: 0.5, layers: [1], optimizer: 'sgd' }],
  ['{"lr": 0.3, "layers": [3]}', { lr: 0.3, layers: [3] }],
  ['', {}],
  ['# nothing', {}],
])('a file that says %j', (text, values) => {
  expect(parsed(trainParser(), '--config', file(text))).toEqual({ ...DEFAULTS, ...values })
})

test('the command line wins over files, a later file over an earlier, and files over defaults', () => {
  const line = ['--config', file('lr: 1\nnote: a\nlayers: [1]'), '--lr', '3', `--config=${file('note: b')}`]
  expect(parsed(trainParser(), ...line)).toEqual({ ...DEFAULTS, lr: 3, note: 'b', layers: [1] })
})

test.each<[string, string]>([
  ['lr: fast', "argument --lr: invalid 'float' value: 'fast'"],
  ['lr: [1]', 'argument --lr: expected one value, got a list'],
  ['note: {a: 1}', 'argument --note: expected one value, got a mapping'],
  ['optimizer: adm', "argument --optimizer: invalid choice: 'adm' (choose from 'adam', 'sgd')"],
  ['layers: []', 'argument --layers: expected at least one argument'],
  ['layers: [1, x]', "argument --layers: invalid 'int' value: 'x'"],
  [
    'augment: 2',
    "argument --augment: invalid bool value: '2' (use yes or no, true or false, on or off, 1 or 0)",
  ],
  ['augment: [1]', 'argument --augment: expected yes or no'],
  ['batch_size: 1.5', "argument --batch-size: invalid 'int' value: '1.5'"],
  [
    'batch_size: 12345678901234567890',
    'argument --batch-size: 12345678901234567890 is an integer past 2^53, of which a number would lose digits',
  ],
  ['batchsize: 3', 'there is no argument "batchsize". Did you mean "batch_size"?'],
  ['zzz: 3', 'there is no argument "zzz". There are lr, optimizer, batch_size, layers, augment, note.'],
  ['config: x', 'there is no argument "config". There are lr, optimizer, batch_size, layers, augment, note.'],
])('a file that says %j is refused, naming it', (text, message) => {
  const path = file(text)
  const parser = trainParser()
  expect(() => parser.parse_args(['--config', path])).toThrow(`${path}: ${message}`)
  expect(existsSync(parser.root)).toBe(false)
})

test.each<[string, string]>([
  ['- 1', 'does not hold arguments: write a line "name: value" for each.'],
  ['text', 'does not hold arguments: write a line "name: value" for each.'],
])('a file that says %j is no list of arguments', (text, message) => {
  const path = file(text)
  expect(() => trainParser().parse_args(['--config', path])).toThrow(`${path} ${message}`)
})

test('a file that is not there is named', () => {
  expect(() => trainParser().parse_args(['--config', '/no/such.yaml'])).toThrow(
    'There is no file /no/such.yaml.',
  )
})

test('what a file gives is not required any more', () => {
  const parser = emptyParser()
  parser.add_argument('--data', { required: true })
  const group = parser.add_mutually_exclusive_group({ required: true })
  group.add_argument('--fast', { action: 'store_true' })
  group.add_argument('--epochs', { type: 'int' })
  parser.add_argument('out')
  expect(() => parser.parse_args(['x'])).toThrow('the following arguments are required: --data')
  const path = file('data: d.csv\nout: there\nepochs: 3')
  expect(parsed(parser, '--config', path)).toEqual({ data: 'd.csv', fast: false, epochs: 3, out: 'there' })
  // What excludes an argument on the command line takes it out of the file.
  expect(parsed(parser, '--config', path, '--fast')).toEqual({ data: 'd.csv', fast: true, out: 'there' })
  expect(() => parser.parse_args(['x'])).toThrow('the following arguments are required: --data')
})

test('flags go by the names of their options and of their arguments', () => {
  const parser = emptyParser()
  parser.add_argument('--no-shuffle', { action: 'store_false', dest: 'shuffle' })
  parser.add_argument('-v', '--verbose', { action: 'count', default: 0 })
  expect(parsed(parser, '--config', file('shuffle: false'))).toEqual({ shuffle: false, verbose: 0 })
  expect(parsed(parser, '--config', file('no-shuffle: true'))).toEqual({ shuffle: false, verbose: 0 })
  expect(parsed(parser, '--config', file('no-shuffle: no\nverbose: 2'))).toEqual({
    shuffle: true,
    verbose: 2,
  })
})

test('what a file gives for a growing list gives way to the command line', () => {
  const parser = emptyParser()
  parser.add_argument('--tag', { action: 'append', default: ['base'] })
  parser.add_argument('--pair', { action: 'append', nargs: 2, type: 'int' })
  const path = file('tag: [a, b]\npair: [[1, 2], [3, 4]]')
  expect(parsed(parser, '--config', path)).toEqual({
    tag: ['a', 'b'],
    pair: [
      [1, 2],
      [3, 4],
    ],
  })
  expect(parsed(parser, '--config', path, '--tag', 'c')).toMatchObject({ tag: ['base', 'c'] })
})

test('groups of arguments may be mappings', () => {
  const parser = emptyParser()
  parser.add_argument_group('model').add_argument('--units', { type: 'int' })
  parser.add_argument('--lr', { type: 'float' })
  expect(parsed(parser, '--config', file('model:\n  units: 8\nlr: 1'))).toEqual({ units: 8, lr: 1 })
})

test('the record of a run runs it again, with the same values and types', () => {
  const parser = trainParser()
  const note = 'on\n"12:30" \u2028é😀'
  const { run } = parser.parse_args(['--lr', '1', '--layers', '3', '4', '--augment', '--note', note])
  const expected = { ...DEFAULTS, lr: 1, layers: [3, 4], augment: true, note }
  const index = join(parser.root, 'index', `${run.id}.yaml`)
  for (const path of [run.path('params.yaml'), run.dir, index]) {
    const again = parser.parse_args(['--config', path])
    expect({ ...again }).toEqual(expected)
    expect(again.run.params).toEqual(run.params)
    expect(again.run.id).not.toBe(run.id)
  }
  expect(parsed(parser, '--config', index, '--lr', '0.5', '--name', 'half')).toEqual({ ...expected, lr: 0.5 })
})

test('where there are no links, a small file names what an entry of the index stands for', () => {
  const parser = trainParser()
  const { run } = parser.parse_args(['--lr', '3'])
  const entry = join(parser.root, 'index', `${run.id}.yaml`)
  rmSync(entry)
  writeFileSync(entry, `../runs/${run.id}/params.yaml\n`)
  expect(parsed(parser, '--config', entry)).toMatchObject({ lr: 3 })
})

test('a record holds values, which no type converts again', () => {
  const parser = emptyParser()
  const doubled = (text: string) => 2 * Number(text)
  parser.add_argument('--x', { type: doubled })
  parser.add_argument('--loud', { type: (text: string) => `${text}!` })
  parser.add_argument('--ratio', { default: 0.5 })
  parser.add_argument('--since', { type: (text: string) => new Date(text) })
  parser.add_argument('--big', { type: BigInt, nargs: '+' })
  parser.add_argument('--sum', { action: 'store_const', const: Math.max, default: Math.min })
  parser.add_argument('--rate', { type: optional('float'), default: 3 })
  const line = [
    '--x',
    '2',
    '--loud',
    'a',
    '--since',
    '2020-01-01',
    '--big',
    '1',
    '2',
    '--sum',
    '--rate',
    'none',
  ]
  const args = parser.parse_args(line)
  const values = {
    x: 4,
    loud: 'a!',
    ratio: 0.5,
    since: new Date('2020-01-01'),
    big: [1n, 2n],
    sum: Math.max,
    rate: null,
  }
  expect({ ...args }).toEqual(values)
  const record = args.run.path('params.yaml')
  expect(parsed(parser, '--config', record)).toEqual(values)
  // In a file written by hand stands what one would type.
  expect(parsed(parser, '--config', file('x: 2\nloud: a'))).toMatchObject({ x: 4, loud: 'a!' })
})

test('a record of values that the types would not give is read all the same', () => {
  class Unit extends Action {
    override call(_: unknown, values: Record<string, unknown>, value: unknown): void {
      values.width = `${String(value)}px`
    }
  }
  const parser = emptyParser()
  parser.add_argument('--width', { type: 'int', action: Unit })
  parser.add_argument('--clip', { type: 'float', default: false })
  const { run } = parser.parse_args(['--width', '3'])
  expect(parsed(parser, '--config', run.dir)).toEqual({ width: '3px', clip: false })
})

test('an edited copy of a record is read by the types of the arguments', () => {
  const parser = trainParser()
  parser.add_argument('--rate', { type: optional('float') })
  const { run } = parser.parse_args([])
  const edited = (name: string, text: string) =>
    file(
      readFileSync(run.path('params.yaml'), 'utf8').replace(
        new RegExp(`^${name}: .*$`, 'm'),
        `${name}: ${text}`,
      ),
    )
  expect(parsed(parser, '--config', edited('lr', '1e-3'))).toMatchObject({ lr: 0.001 })
  expect(parsed(parser, '--config', edited('rate', '1e-3'))).toMatchObject({ rate: 0.001 })
  expect(parsed(parser, '--config', edited('layers', '[1, "2"]'))).toMatchObject({ layers: [1, 2] })
  expect(parsed(parser, '--config', edited('layers', '7'))).toMatchObject({ layers: [7] })
  expect(() => parser.parse_args(['--config', edited('batch_size', '1.5')])).toThrow(
    "invalid 'int' value: '1.5'",
  )
  expect(() => parser.parse_args(['--config', edited('optimizer', 'adm')])).toThrow("invalid choice: 'adm'")
})

test('a record of the Python tool is read', () => {
  const text = `augment: true
batch_size: 16
commit: 0123abc
config: null
dirty: false
git_dirty: false
layers:
- 8
- 4
lr: 1.0e-07
name: null
note: '12:30'
optimizer: sgd
root: runs/000001-2020-03-03-15-52-10
tmp: false
time: '2020-03-03T15:52:10'
id: 1
`
  expect(parsed(trainParser(), '--config', file(text))).toEqual({
    ...DEFAULTS,
    ...{ augment: true, batch_size: 16, layers: [8, 4], lr: 1e-7, note: '12:30', optimizer: 'sgd' },
  })
})

test('default files stand beside the folder of the runs, count least, and may be missing', () => {
  const parser = trainParser({ defaultConfigFiles: ['local.yaml', 'missing.yaml'] })
  const local = join(dirname(parser.root), 'local.yaml')
  const elsewhere = trainParser({ defaultConfigFiles: [file('lr: 8')] })
  expect(parsed(elsewhere)).toMatchObject({ lr: 8 })
  expect(parsed(parser)).toEqual(DEFAULTS)
  writeFileSync(local, 'lr: 5\nnote: mine')
  expect(parsed(parser)).toEqual({ ...DEFAULTS, lr: 5, note: 'mine' })
  expect(parsed(parser, '--config', file('note: theirs'))).toEqual({ ...DEFAULTS, lr: 5, note: 'theirs' })
})

test('files give values of set_defaults, and nothing for computed arguments', () => {
  const parser = emptyParser()
  parser.add_argument('--epochs', { type: 'int', default: 2 })
  parser.set_defaults({ mode: 'fit', main: () => 1 })
  parser.registerSetter('steps', (params) => (params.epochs as number) * 10)
  const { run } = parser.parse_args([])
  expect(run.params).toMatchObject({ mode: 'fit', steps: 20 })
  const again = parser.parse_args(['--config', run.dir, '--epochs', '3'])
  expect(again).toMatchObject({ mode: 'fit', steps: 30 })
  expect((again as unknown as { main: () => number }).main()).toBe(1)
  expect(parsed(parser, '--config', file('mode: score'))).toMatchObject({ mode: 'score', steps: 20 })
})

test('a first look passes over names that are not declared yet', () => {
  const parser = trainParser()
  const [args] = parser.parse_known_args(['--config', file('lr: 2\nlater: 1')])
  expect(args.lr).toBe(2)
})

test('an index entry may be a link to a folder that was moved with it', () => {
  const parser = trainParser()
  const { run } = parser.parse_args(['--lr', '3'])
  const other = scratch()
  mkdirSync(join(other, 'index'))
  symlinkSync(run.path('params.yaml'), join(other, 'index', 'x.yaml'))
  expect(parsed(parser, '--config', join(other, 'index', 'x.yaml'))).toMatchObject({ lr: 3 })
})

test('a file of arguments in place of a text is read once, as it may be a pipe', () => {
  const parser = emptyParser({ fromfile_prefix_chars: '@' })
  parser.add_argument('--lr', { type: 'float' })
  const args = file('--lr=3\n', 'args.txt')
  const read = jest.spyOn(fs, 'readFileSync')
  expect(parsed(parser, `@${args}`)).toEqual({ lr: 3 })
  expect(read.mock.calls.filter(([path]) => path === args)).toHaveLength(1)
  read.mockRestore()
  expect(() => parser.parse_args(['@/no/such'])).toThrow("ENOENT: no such file or directory, open '/no/such'")
})

test.each<[string, string[], string]>([
  [
    '60,000 values',
    Array.from({ length: 60_000 }, (_, at) => String(at)),
    'more than 49900 values, most of it in "ids"',
  ],
  ['texts of 5 MB', ['x'.repeat(5_000_000)], 'more than 2097152 bytes, most of it in "ids"'],
])('%s are too much for a record, and nothing is written', (_, ids, message) => {
  const parser = trainParser()
  parser.add_argument('--ids', { nargs: '*' })
  expect(() => parser.parse_args(['--ids', ...ids])).toThrow(message)
  expect(existsSync(parser.root)).toBe(false)
})

test('as many values as a record takes, and as deep ones, are read back', () => {
  const parser = emptyParser()
  parser.add_argument('--ids', { nargs: '*', type: 'int' })
  parser.add_argument('--note')
  parser.add_argument('--deep', { type: JSON.parse })
  const ids = Array.from({ length: 49_000 }, (_, at) => at)
  const long = 'é'.repeat(800_000)
  const deep = `${'['.repeat(199)}${']'.repeat(199)}`
  const { run } = parser.parse_args(['--ids', ...ids.map(String), '--deep', deep, '--note', long])
  expect(parsed(parser, '--config', run.dir)).toEqual({ ids, note: long, deep: JSON.parse(deep) as unknown })
})

/** Parses a line, and then the record of its run. */
function again(parser: ExParser, ...line: string[]): [first: object, second: object] {
  const first = parser.parse_args(line)
  return [{ ...first }, parsed(parser, '--config', first.run.dir)]
}

test.each<[string, ArgOptions, string[]]>([
  ['a default that is no choice', { choices: ['a', 'b'], default: 'auto' }, []],
  ['a const that is no choice', { choices: ['a', 'b'], nargs: '?', const: 'auto' }, ['--x']],
  ['a list whose default is no choice', { choices: ['a'], nargs: '+', default: ['z'] }, []],
  ['a default of another type', { type: 'int', nargs: '+', default: [0.5] }, []],
  ['a rounded integer', { type: 'int' }, ['--x', '12345678901234567890']],
  ['dates', { type: (text) => new Date(text), nargs: '+' }, ['--x', '2020-01-01', '2021-01-01']],
  [
    'the last of several dates',
    { type: (text) => new Date(text) },
    ['--x', '2020-01-01', '--x', '2021-01-01'],
  ],
  [
    'dates appended',
    { type: (text) => new Date(text), action: 'append' },
    ['--x', '2020-01-01', '--x', '2021'],
  ],
  [
    'pairs of big integers appended',
    { type: BigInt, action: 'append', nargs: 2 },
    ['--x', '1', '2', '--x', '3', '4'],
  ],
  [
    'what is appended to a default',
    { type: BigInt, action: 'append', default: [BigInt(7)] },
    ['--x', '1', '--x', '2'],
  ],
  ['functions appended', { action: 'append_const', const: Math.max }, ['--x', '--x']],
])('a record brings back %s', (_, options, line) => {
  const parser = emptyParser()
  parser.add_argument('--x', options)
  const [first, second] = again(parser, ...line)
  expect(second).toEqual(first)
})

test('a record brings back what takes all the rest', () => {
  const parser = emptyParser()
  parser.add_argument('--lr')
  parser.add_argument('cmd', { nargs: '...' })
  const [first, second] = again(parser, '--lr', '1', 'x', '--tmp', 'y')
  expect(first).toEqual({ lr: '1', cmd: ['x', '--tmp', 'y'] })
  expect(second).toEqual(first)
})

function withCommands(): ExParser {
  const parser = emptyParser()
  parser.add_argument('--tags', { nargs: '+', default: [] })
  const commands = parser.add_subparsers({ dest: 'cmd' })
  const train = commands.add_parser('train')
  train.set_defaults({ kind: 'T' })
  train.add_argument('--x', { volatile: true })
  train.add_subparsers({ dest: 'how' }).add_parser('fast').add_argument('--lr', { type: 'float' })
  commands.add_parser('eval').set_defaults({ kind: 'E' })
  return parser
}

test('a record brings back commands in commands, whatever stands before them', () => {
  const parser = withCommands()
  const [first, second] = again(parser, 'train', 'fast', '--lr', '3')
  expect(first).toMatchObject({ cmd: 'train', how: 'fast', lr: 3, kind: 'T' })
  expect(second).toEqual(first)
  const tagged = parsed(parser, '--config', parser.run!.dir, '--tags', 'a', 'b')
  expect(tagged).toEqual({ ...first, tags: ['a', 'b'] })
})

test('the record of one command says nothing of another', () => {
  const parser = withCommands()
  const { run } = parser.parse_args(['train'])
  expect(parsed(parser, '--config', run.dir, 'eval')).toMatchObject({ cmd: 'eval', kind: 'E' })
})

test('flags of other kinds go by the names of their options as well', () => {
  const parser = emptyParser()
  parser.add_argument('--bias', { action: BooleanOptionalAction, default: true })
  parser.add_argument('--fast', { action: 'store_const', const: 'fast', dest: 'mode', default: 'slow' })
  parser.add_argument('--stage', { action: 'append_const', const: 1 })
  const none = { bias: true, mode: 'slow', stage: undefined }
  expect(parsed(parser, '--config', file('no-bias: yes'))).toEqual({ ...none, bias: false })
  expect(parsed(parser, '--config', file('bias: no'))).toEqual({ ...none, bias: false })
  expect(parsed(parser, '--config', file('stage: 5'))).toEqual({ ...none, stage: [5] })
})

test('files may not give what excludes each other', () => {
  const parser = emptyParser()
  const group = parser.add_mutually_exclusive_group()
  group.add_argument('--fast', { action: 'store_true' })
  group.add_argument('--epochs', { type: 'int', default: 3 })
  const message = 'argument --epochs: files give it together with --fast'
  expect(() => parser.parse_args(['--config', file('fast: yes\nepochs: 4')])).toThrow(message)
  const [first, second] = again(parser, '--fast')
  expect([first, second]).toEqual([first, first])
})

test('files give arguments of a subcommand whose parser is of a plain class', () => {
  const parser = emptyParser()
  const commands = parser.add_subparsers({ dest: 'cmd', parser_class: ArgumentParser })
  commands.add_parser('train').add_argument('--lr', { type: 'float', default: 1 })
  const [first, second] = again(parser, 'train', '--lr', '3')
  expect(first).toEqual({ cmd: 'train', lr: 3 })
  expect(second).toEqual(first)
  expect(parsed(parser, '--config', parser.run!.dir, 'train', '--lr', '5')).toEqual({ cmd: 'train', lr: 5 })
})
