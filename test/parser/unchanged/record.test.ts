/** What our parser adds to the result: a run, which nothing that goes through the arguments meets. */
import { SUPPRESS } from 'argparse'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ExParser, Run } from '../../../src'
import { scratch } from '../../faults/scratch'
import { runsIn } from './compare'

let root: string
let parser: ExParser

beforeEach(() => {
  root = join(scratch(), 'exman')
  parser = new ExParser({ root, prog: 'train', exit_on_error: false })
  parser.add_argument('--lr', { type: 'float', default: 0.1 })
})

afterEach(() => parser.run?.finish())

test('the run of the arguments is there, and not among them', () => {
  const args = parser.parse_args(['--lr', '1'])
  expect(args.run).toBeInstanceOf(Run)
  expect(args.run.dir.startsWith(join(root, 'runs'))).toBe(true)
  expect(parser.run).toBe(args.run)
  expect([Object.keys(args), { ...args }, JSON.stringify(args), structuredClone({ ...args })]).toEqual([
    ['lr'],
    { lr: 1 },
    '{"lr":1}',
    { lr: 1 },
  ])
  const seen: string[] = []
  for (const key in args) seen.push(key)
  expect(seen).toEqual(['lr'])
  args.run.finish()
})

test('options of exman leave nothing among the arguments', () => {
  const args = parser.parse_args(['--tmp', '--name', 'x', '--lr', '1'])
  expect(Object.entries(args)).toEqual([['lr', 1]])
})

test('a first look writes nothing until the run is asked for, and then makes one', () => {
  const [args, rest] = parser.parse_known_args(['--x'])
  expect(rest).toEqual(['--x'])
  expect(existsSync(root)).toBe(false)
  expect(JSON.stringify(args)).toBe('{"lr":0.1}')
  expect(existsSync(root)).toBe(false)
  expect(args.run).toBe(args.run)
  expect(runsIn(root)).toBe(1)
})

test('a first look and a whole one into the same namespace make one run', () => {
  const [first, rest] = parser.parse_known_args(['--units', '3'])
  parser.add_argument('--units', { type: 'int' })
  const args = parser.parse_args(rest, first)
  expect(args.run.id).toBe(parser.run?.id)
  expect(args.run.params).toEqual({ lr: 0.1, units: 3 })
  expect(runsIn(root)).toBe(1)
})

test('the second of two parses into one namespace gives it its run', () => {
  const args = parser.parse_args(['--lr', '1'], {})
  const first = args.run as unknown as Run
  parser.parse_args(['--lr', '2'], args)
  // By their ids: to print a run with its thread is beyond jest.
  expect(args.run.id).toBe(parser.run?.id)
  expect(args.run.id).not.toBe(first.id)
  first.finish()
})

test.each([
  ['--tmp', (run: Run) => run.dir.includes('/tmp/')],
  ['--name=first', (run: Run) => run.id.endsWith('-first')],
])('%s in a first look counts for the parse of what it leaves', (option, counts) => {
  const [first, rest] = parser.parse_known_args([option, '--units', '3'])
  parser.add_argument('--units', { type: 'int' })
  const args = parser.parse_args(rest, first)
  expect(counts(args.run)).toBe(true)
})

test('an argument called run keeps its place, and the parser has the run', () => {
  parser.add_argument('--run', { default: SUPPRESS })
  const args: Record<string, unknown> = parser.parse_args([])
  expect([typeof args.run, 'run' in args, parser.run instanceof Run]).toEqual(['undefined', false, true])
})

test('a script may keep something of its own there', () => {
  const args: Record<string, unknown> = parser.parse_args([])
  args.run = 'mine'
  expect({ ...args }).toEqual({ lr: 0.1, run: 'mine' })
  expect(parser.run).toBeInstanceOf(Run)
})

test('an argument called run that is declared after a first look', () => {
  const [first, rest] = parser.parse_known_args(['--run', 'x'])
  parser.add_argument('--run')
  const args: Record<string, unknown> = parser.parse_args(rest, first)
  expect({ ...args }).toEqual({ lr: 0.1, run: 'x' })
})

test.each([
  ['--tmp --door 3 go', true],
  ['--door 3 --tmp go', true],
  ['--door 3 go --tmp', true],
  ['--door 3 go x --tmp', false],
  ['-vq --layers 1 2 --tmp go', true],
  ['--door 3 -- go --tmp', true],
  ['--layers 1 2 --tmp -- go', true],
  ['fit 1 2 --tmp', true],
  ['fit 1 -- 2 --tmp', false],
  ['fit --tmp', true],
])('%s: whether the run is a temporary one is %p', (line, isTemporary) => {
  parser.add_argument('--door', { type: 'int', choices: [1, 2, 3] })
  parser.add_argument('--layers', { type: (text) => Number(text), choices: new Set([1, 2]), nargs: '+' })
  parser.add_argument('-v', '-q', { action: 'count' })
  const commands = parser.add_subparsers({ dest: 'command' })
  commands.add_parser('go').add_argument('rest', { nargs: '...' })
  commands.add_parser('fit').add_argument('numbers', { nargs: '*' })
  const { run } = parser.parse_args(line.split(' '))
  expect(run.dir.startsWith(join(root, isTemporary ? 'tmp' : 'runs'))).toBe(true)
})
