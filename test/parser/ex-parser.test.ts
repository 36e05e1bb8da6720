import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser, OptionError, Run } from '../../src'
import { readHolder } from '../../src/files'
import { emptyParser, lines, trainParser, tree } from './parsers'

const NAME = /^000001-\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d$/

test('a run is a numbered folder with its parameters, its record, and a link in the index', () => {
  const parser = trainParser()
  const { run } = parser.parse_args(['--lr', '0.1'])
  expect(run).toBeInstanceOf(Run)
  expect(run.id).toMatch(NAME)
  expect(run.dir).toBe(join(parser.root, 'runs', run.id))
  expect(tree(parser.root)).toEqual(
    [
      ...['.exman/', '.exman/format.json', '.exman/sequence.json'],
      ...['fails/', 'index/', `index/${run.id}.yaml`, 'marked/', 'runs/', 'tmp/'],
      ...['', '.lock', 'params.yaml', 'run.json'].map((name) => `runs/${run.id}/${name}`),
    ].sort(),
  )
  expect(readlinkSync(join(parser.root, 'index', `${run.id}.yaml`))).toBe(`../runs/${run.id}/params.yaml`)
  expect(readHolder(run.dir)).toMatchObject({ pid: process.pid })
  expect(run.record).toMatchObject({ id: run.id, status: 'created', seed: null })
})

test('params.yaml holds every argument, defaults included, and then the facts of the run', () => {
  const { run } = trainParser().parse_args(['--layers', '32', '16', '--name', 'first try', '--lr', '1'])
  const text = readFileSync(run.path('params.yaml'), 'utf8')
  const time = /time: "(.*)"/.exec(text)![1]!
  expect(text).toBe(`lr: 1.0
optimizer: adam
batch_size: 32
layers: [32, 16]
augment: false
note: null
root: runs/${run.id}
id: 1
name: first try
time: "${time}"
commit: null
tmp: false
`)
  expect(run.id.slice(7, 26)).toBe(time.replace('T', '-').replaceAll(':', '-'))
  expect(run.id.slice(26)).toBe('-first try')
})

test('the arguments are those of argparse, and the run is not among them', () => {
  const args = trainParser().parse_args(['--augment', '--tmp', '--name', 'x'])
  expect({ ...args }).toEqual({
    lr: 0.01,
    optimizer: 'adam',
    batch_size: 32,
    layers: [64],
    augment: true,
    note: undefined,
  })
  expect(Object.keys(args)).not.toContain('run')
  expect(args.run.params).toEqual({ ...args, note: null })
})

test('the parameters of the run do not change with the arguments', () => {
  const args = trainParser().parse_args([])
  ;(args.layers as number[]).push(1)
  args.lr = 5
  expect(args.run.params).toMatchObject({ lr: 0.01, layers: [64] })
  expect(Object.isFrozen(args.run.params)).toBe(true)
})

test('numbers go on over runs/, tmp/ and fails/', async () => {
  const parser = trainParser()
  const numbers = []
  for (const line of [[], ['--tmp'], []]) numbers.push(parser.parse_args(line).run.id.slice(0, 6))
  const failing = parser.parse_args([])
  await expect(failing.run.safely(() => Promise.reject(new TypeError('no')))).rejects.toThrow('no')
  numbers.push(failing.run.id.slice(0, 6), parser.parse_args([]).run.id.slice(0, 6))
  expect(numbers).toEqual(['000001', '000002', '000003', '000004', '000005'])
})

test('zfill says how many digits a number has, and may change', () => {
  const parser = trainParser({ zfill: 2 })
  expect(parser.parse_args([]).run.id).toMatch(/^01-/)
  expect(trainParser({ zfill: 9, root: parser.root }).parse_args([]).run.id).toMatch(/^000000002-/)
})

test('with --tmp a run stands in tmp/, and nothing links to it', () => {
  const parser = trainParser({ automark: ['optimizer'] })
  const { run } = parser.parse_args(['--tmp'])
  expect(run.dir).toBe(join(parser.root, 'tmp', run.id))
  expect(lines(run)).toMatchObject({ root: `tmp/${run.id}`, tmp: 'true' })
  expect(tree(join(parser.root, 'index'))).toEqual([])
  expect(tree(join(parser.root, 'marked'))).toEqual([])
})

test('volatile arguments are parsed, and not recorded', () => {
  const parser = emptyParser()
  parser.add_argument('--plot', { action: 'store_true', volatile: true })
  parser.add_argument_group('output').add_argument('--dir', { default: 'out', volatile: true })
  parser.add_mutually_exclusive_group().add_argument('--quiet', { action: 'store_true', volatile: true })
  parser.add_argument('--lr', { type: 'float', default: 0.1, volatile: false })
  const args = parser.parse_args(['--plot'])
  expect({ ...args }).toEqual({ plot: true, dir: 'out', quiet: false, lr: 0.1 })
  expect(args.run.params).toEqual({ lr: 0.1 })
  expect(() => parser.add_argument('--x', { volatile: 1 as never })).toThrow(
    'The "volatile" option of add_argument must be true or false, got 1.',
  )
})

test('what is no data is recorded as the texts it was made from, or in words', () => {
  const parser = emptyParser()
  const day = (text: string) => new Date(text)
  parser.add_argument('--since', { type: day })
  parser.add_argument('--days', { type: day, nargs: 2 })
  parser.add_argument('--until', { type: day, default: '2021-01-01' })
  parser.add_argument('--big', { type: BigInt })
  parser.add_argument('--sum', { action: 'store_const', const: Math.max, default: Math.min })
  parser.add_argument('--point', { type: JSON.parse })
  parser.set_defaults({ version: 3, main: trainParser })
  const line = [
    '--since',
    '2020-02-03',
    '--days',
    '2020-01-01',
    '2020-01-02',
    '--big',
    '12345678901234567890',
  ]
  const { run } = parser.parse_args([...line, '--point', '{"x": [1, 2]}'])
  expect(run.params).toEqual({
    since: '2020-02-03',
    days: ['2020-01-01', '2020-01-02'],
    until: '2021-01-01',
    big: '12345678901234567890',
    sum: 'function min',
    point: { x: [1, 2] },
    version: 3,
    main: 'function trainParser',
  })
})

test('NaN and the infinities are recorded as numbers', () => {
  const parser = emptyParser()
  parser.add_argument('--clip', { type: 'float', nargs: '*' })
  const { run } = parser.parse_args(['--clip', 'nan', 'inf', '1'])
  expect(lines(run).clip).toBe('[.nan, .inf, 1.0]')
  expect(run.params.clip).toEqual([NaN, Infinity, 1])
})

test('an argument whose name is that of a fact keeps its name, and the fact gets another', () => {
  const parser = emptyParser()
  for (const name of ['root', 'id', 'time', 'run']) parser.add_argument(`--${name}`)
  const args = parser.parse_args(['--root', 'data', '--id', '7', '--run', 'mine'])
  expect({ ...args }).toEqual({ root: 'data', id: '7', time: undefined, run: 'mine' })
  const run = parser.run!
  expect(lines(run)).toMatchObject({
    root: 'data',
    id: '"7"',
    run: 'mine',
    exman_id: '1',
    exman_root: `runs/${run.id}`,
  })
  const again = parser.parse_args(['--config', run.path('params.yaml')])
  expect({ ...again }).toEqual({ ...args })
})

test('parse_known_args records when the run is asked for, once', () => {
  const parser = trainParser()
  const [args, rest] = parser.parse_known_args(['--lr', '1', '--other', 'x'])
  expect(rest).toEqual(['--other', 'x'])
  expect(existsSync(parser.root)).toBe(false)
  parser.add_argument('--other')
  expect(parser.parse_args(['--other', 'x'])).toMatchObject({ other: 'x', lr: 0.01 })
  expect(args.run.id).toMatch(/^000002-/)
  expect(args.run).toBe(args.run)
  expect(args.run.params).toMatchObject({ lr: 1 })
})

test('parse_intermixed_args records as well', () => {
  const parser = emptyParser()
  parser.add_argument('--lr', { type: 'float' })
  parser.add_argument('files', { nargs: '*' })
  expect(parser.parse_intermixed_args(['a', '--lr', '1', 'b']).run.params).toEqual({
    lr: 1,
    files: ['a', 'b'],
  })
  const [args, rest] = parser.parse_known_intermixed_args(['a', '--no', '--lr', '1', 'b'])
  expect([args.run.params, rest]).toEqual([{ lr: 1, files: ['a', 'b'] }, ['--no']])
})

test('the arguments of a subcommand are recorded with those before it, and our options stand on both sides', () => {
  const parser = emptyParser()
  parser.add_argument('--seed', { type: 'int', default: 1 })
  const commands = parser.add_subparsers({ dest: 'command', required: true })
  const fit = commands.add_parser('fit', { help: 'train' })
  fit.add_argument('--lr', { type: 'float', default: 0.1 })
  commands.add_parser('score').add_argument('--fast', { action: 'store_true' })
  expect(parser.parse_args(['fit', '--lr', '2', '--tmp']).run.dir).toContain(join(parser.root, 'tmp'))
  const { run } = parser.parse_args(['--name', 'x', 'fit', '--lr', '2'])
  expect(run.params).toEqual({ seed: 1, command: 'fit', lr: 2 })
  expect(run.id).toMatch(/-x$/)
  const again = parser.parse_args(['--config', run.path('params.yaml'), '--seed', '3'])
  expect(again.run.params).toEqual({ seed: 3, command: 'fit', lr: 2 })
})

test.each([
  ['.', 'is "."'],
  ['..', 'is ".."'],
  ['a/b', 'contains "/"'],
  ['', 'is empty'],
])('--name %j is refused before anything is written', (name, why) => {
  const parser = trainParser()
  expect(() => parser.parse_args([`--name=${name}`])).toThrow(`argument --name: "${name}" ${why}`)
  expect(existsSync(parser.root)).toBe(false)
})

test.each<[object, string]>([
  [{ rooot: 'x' }, 'ExParser has no option "rooot". Did you mean "root"?'],
  [{ zfill: 0 }, 'The "zfill" option of ExParser must be a positive integer, got 0.'],
  [
    { automark: ['a/b'] },
    'The "automark" option of ExParser must be an array of names, but "a/b" contains "/", got ["a/b"].',
  ],
  [{ git: 1 }, 'The "git" option of ExParser must be true, false or a folder, got 1.'],
  [{ ids: 'python' }, 'The "ids" option of ExParser is of use only with "monitored".'],
  [
    { monitored: ['model'], automark: ['lr'] },
    'The "automark" option of ExParser is of no use with "monitored".',
  ],
  [{ monitor: 3 }, 'The "monitor" option of ExParser must be a text that is not empty, got 3.'],
])('the options %j are refused', (options, message) => {
  expect(() => new ExParser(options)).toThrow(
    new OptionError('EXMAN_OPTION_INVALID', message, { option: '' }).message,
  )
})

test('a training is recorded in the folder of the run', () => {
  const { run } = trainParser().parse_args([])
  run.log({ loss: 0.5, val_loss: 0.4 })
  run.log({ loss: 0.4, val_loss: 0.3 })
  run.finish({ best: 0.3 })
  expect(run.status).toBe('done')
  expect(run.scores!.best).toEqual({ epoch: 2, loss: 0.4, val_loss: 0.3, checkpoint: null })
})
