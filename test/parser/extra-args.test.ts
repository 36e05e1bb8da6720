import { readFileSync } from 'node:fs'
import { BooleanOptionalAction } from 'argparse'
import type { ExParser, ExParserOptions, RunRecord } from '../../src'
import { emptyParser, trainParser } from './parsers'

const words = (parser: ExParser, line: string[]) => {
  const { run } = parser.parse_args(line)
  const record = JSON.parse(readFileSync(run.path('run.json'), 'utf8')) as RunRecord
  run.finish()
  return record.extraArgs
}

function volatileParser(options: ExParserOptions = {}): ExParser {
  const parser = trainParser(options)
  parser.add_argument('-g', '--gpu', { type: 'int', volatile: true })
  parser.add_argument('--gpus', { nargs: '+', volatile: true })
  parser.add_argument('--quiet', { action: 'store_true', volatile: true })
  parser.add_argument('--cache', { action: BooleanOptionalAction, default: true, volatile: true })
  return parser
}

test.each<[string, string[], string[] | null]>([
  ['nothing', [], []],
  ['what the record has', ['--lr', '1', '--layers', '1', '2', '--augment'], []],
  ['a volatile option', ['--lr', '1', '-g', '2'], ['--gpu', '2']],
  ['each use of it', ['-g', '2', '--gpu=3'], ['--gpu', '2', '--gpu', '3']],
  ['a value with a dash', ['--gpu=-1'], ['--gpu=-1']],
  ['a flag', ['--quiet'], ['--quiet']],
  ['a list', ['--gpus', 'a', 'b c'], ['--gpus', 'a', 'b c']],
  ['a flag that says no', ['--no-cache'], ['--no-cache']],
  ['one that says yes', ['--cache'], ['--cache']],
  ['trials', ['--tmp', '--name', 'x'], ['--tmp']],
])('the words beside the record, for %s', (_, line, expected) => {
  expect(words(volatileParser(), line)).toEqual(expected)
})

function commandParser(): ExParser {
  const parser = emptyParser()
  parser.add_argument('data')
  parser.add_argument('--gpu', { volatile: true })
  parser.add_argument('--gpus', { nargs: '*', volatile: true })
  const commands = parser.add_subparsers({ dest: 'command' })
  const fit = commands.add_parser('fit')
  fit.add_argument('--lr', { type: 'float', default: 1 })
  fit.add_argument('--fast', { action: 'store_true', volatile: true })
  fit.add_argument('out', { volatile: true, nargs: '?' })
  return parser
}

test.each<[string, string[], string[] | null]>([
  ['with all that stands before it', ['a.csv', 'fit', '--lr', '2'], ['a.csv', 'fit']],
  [
    'with its volatile options',
    ['--gpu', '1', 'a.csv', 'fit', '--fast'],
    ['--gpu', '1', 'a.csv', 'fit', '--fast'],
  ],
  ['with a volatile positional', ['a.csv', 'fit', 'there'], ['a.csv', 'fit', 'there']],
  [
    'in the order of the parsers',
    ['a.csv', 'fit', '--lr', '2', 'x', '--fast'],
    ['a.csv', 'fit', '--fast', 'x'],
  ],
])('a command stands among them, %s', (_, line, expected) => {
  expect(words(commandParser(), line)).toEqual(expected)
})

test('where a list would swallow a command, only the whole line will do', () => {
  expect(words(commandParser(), ['--gpus', '1', '--gpu', '2', 'a.csv', 'fit'])).toBeNull()
})

test.each<[string, (parser: ExParser) => void]>([
  ['of a script with a --config of its own', (parser) => parser.add_argument('--config')],
])('there are none %s', (_, declare) => {
  const parser = emptyParser()
  declare(parser)
  expect(words(parser, [])).toBeNull()
})

test('nor where options begin with another character', () => {
  expect(words(emptyParser({ prefix_chars: '+' }), [])).toBeNull()
})

test('what nobody has declared is among them', () => {
  const [args, rest] = volatileParser().parse_known_args(['--lr', '2', '--other', 'x', '-g', '1'])
  expect(rest).toEqual(['--other', 'x'])
  const record = JSON.parse(readFileSync(args.run.path('run.json'), 'utf8')) as RunRecord
  expect(record.extraArgs).toEqual(['--gpu', '1', '--other', 'x'])
  args.run.finish()
})

// The promise behind it all: `--config` with the record and these words is the command line again.
test.each<[string, () => ExParser, string[]]>([
  [
    'volatile options',
    volatileParser,
    ['--lr', '3', '-g', '4', '--no-cache', '--layers', '1', '--gpus', 'a', 'b'],
  ],
  ['a command', commandParser, ['--gpu', '9', 'a.csv', 'fit', '--lr', '7', '--fast', 'there']],
])('with the record they give the same arguments: %s', (_, parserOf, line) => {
  const first = parserOf().parse_args(line)
  const record = JSON.parse(readFileSync(first.run.path('run.json'), 'utf8')) as RunRecord
  const again = parserOf().parse_args(['--config', first.run.dir, ...record.extraArgs!])
  expect({ ...again }).toEqual({ ...first })
  first.run.finish()
  again.run.finish()
})
