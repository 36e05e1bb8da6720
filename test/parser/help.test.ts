import {
  ArgumentDefaultsHelpFormatter,
  ArgumentParser,
  HelpFormatter,
  MetavarTypeHelpFormatter,
  RawDescriptionHelpFormatter,
  RawTextHelpFormatter,
  SUPPRESS,
  type ArgumentParserOptions,
} from 'argparse'
import { ExParser } from '../../src'
import type { ExParserOptions } from '../../src/parser/options'
import { caught } from './unchanged/caught'

const OWN = {
  config: {
    metavar: 'FILE',
    help: 'take arguments from a YAML file, such as the params.yaml of a run; of several files the last wins, and the command line over all',
  },
  name: { metavar: 'NAME', help: "add a name to that of the run's folder" },
  tmp: { action: 'store_true', help: 'only try it: keep the run apart from the others' },
  resume: {
    metavar: 'RUN',
    help: 'go on with a run, given by its number, name or folder; auto: with the newest unfinished one of these arguments, if there is one',
  },
  'git-dirty': { action: 'store_true', help: 'run although there are uncommitted changes' },
} as const

const USUAL = ['config', 'name', 'tmp', 'resume'] as const

interface Row {
  options?: ArgumentParserOptions
  declare?: (parser: ArgumentParser) => void
  record?: ExParserOptions
  /** The options of exman that are shown, with the character that stands before them twice. */
  shown?: readonly (keyof typeof OWN)[]
  prefix?: string
}

const lr = (parser: ArgumentParser) =>
  void parser.add_argument('--lr', { type: 'float', default: 0.1, help: 'the rate, %(default)s' })

class Narrow extends HelpFormatter {
  constructor(options: { prog: string }) {
    super({ ...options, width: 40, max_help_position: 12 })
  }
}

const ROWS: Record<string, Row> = {
  'a parser without arguments': {},
  arguments: {
    declare: (parser) => {
      lr(parser)
      parser.add_argument('place', { nargs: '+', help: 'where' })
      parser.add_argument('--a-very-long-option-name', { metavar: 'A_VERY_LONG_WORD', help: 'long' })
      parser.add_argument('--hidden', { help: SUPPRESS })
      parser.add_argument('--100%', { help: '100 %%' })
    },
  },
  'a description and an epilog': {
    options: { description: 'What %(prog)s does.', epilog: 'See %(prog)s.' },
    declare: lr,
  },
  groups: {
    options: { epilog: 'The end.' },
    declare: (parser) => {
      lr(parser.add_argument_group('model', 'of the model') as ArgumentParser)
      const either = parser.add_argument_group('either').add_mutually_exclusive_group({ required: true })
      either.add_argument('--this', { action: 'store_true' })
      either.add_argument('--that')
    },
  },
  'a group with the title of ours': {
    declare: (parser) => lr(parser.add_argument_group('experiment') as ArgumentParser),
  },
  subcommands: {
    options: { epilog: 'The end.' },
    declare: (parser) => {
      const commands = parser.add_subparsers({ title: 'commands', description: 'what to do', help: 'which' })
      commands.add_parser('fit', { help: 'fit a model', aliases: ['f'] })
      commands.add_parser('test')
    },
  },
  'no help': { options: { add_help: false } },
  'no help, but arguments': { options: { add_help: false }, declare: lr },
  'another character before options': {
    options: { prefix_chars: '+' },
    declare: (parser) => void parser.add_argument('+x'),
    prefix: '++',
  },
  'more characters before options': {
    options: { prefix_chars: '+-' },
    declare: (parser) => void parser.add_argument('+x', '-x'),
  },
  'a usage of its own': { options: { usage: '%(prog)s [any] 100%%' }, declare: lr },
  'no usage': { options: { usage: SUPPRESS }, declare: lr },
  RawDescriptionHelpFormatter: {
    options: { formatter_class: RawDescriptionHelpFormatter, description: 'a\n  b', epilog: 'c\n  d' },
    declare: lr,
  },
  RawTextHelpFormatter: {
    options: { formatter_class: RawTextHelpFormatter, epilog: 'c\n  d' },
    declare: (parser) => void parser.add_argument('--foo', { help: 'a\n  b' }),
  },
  ArgumentDefaultsHelpFormatter: {
    options: { formatter_class: ArgumentDefaultsHelpFormatter },
    declare: (parser) => {
      lr(parser)
      parser.add_argument('--foo', { default: 1, help: 'foo' })
    },
  },
  MetavarTypeHelpFormatter: { options: { formatter_class: MetavarTypeHelpFormatter }, declare: lr },
  'a formatter of its own': {
    options: { formatter_class: Narrow, epilog: 'The end, which is long enough to break.' },
    declare: lr,
  },
  'an option with the name of one of ours': {
    declare: (parser) => void parser.add_argument('--name', { help: 'mine' }),
    shown: ['config', 'tmp', 'resume'],
  },
  'options with the names of all of ours': {
    declare: (parser) => {
      for (const name of USUAL) parser.add_argument(`--${name}`)
    },
    shown: [],
  },
  'a work tree that has to be clean': { record: { gitAssertClean: true }, shown: [...USUAL, 'git-dirty'] },
  'runs in folders of their parameters, which have no names': {
    record: { monitored: ['model'] },
    shown: ['config', 'tmp', 'resume'],
  },
}

describe.each(Object.entries(ROWS))('%s', (_title, row) => {
  test('the help is that of argparse, and a group of options before the epilog', () => {
    expect(ours(row).format_help()).toBe(helpOf(plain(row), row))
  })

  test('the usage is that of argparse', () => {
    expect(ours(row).format_usage()).toBe(plain(row).format_usage())
  })

  test('a parse changes neither', () => {
    const parser = ours(row)
    const [help, usage] = [parser.format_help(), parser.format_usage()]
    expect(caught(() => parser.parse_args(['--x'])).stderr).toContain(usage)
    expect([parser.format_help(), parser.format_usage()]).toEqual([help, usage])
  })
})

test('in colour too', () => {
  const before = process.env.FORCE_COLOR
  process.env.FORCE_COLOR = '1'
  try {
    const row = ROWS.groups!
    expect(plain(row).format_usage()).toContain('\x1b[')
    expect(ours(row).format_help()).toBe(helpOf(plain(row), row))
  } finally {
    if (before === undefined) delete process.env.FORCE_COLOR
    else process.env.FORCE_COLOR = before
  }
})

test('this is what it looks like', () => {
  expect(ours({ options: { epilog: 'See the manual.' }, declare: lr }).format_help()).toBe(`\
usage: train [-h] [--lr LR]

options:
  -h, --help     show this help message and exit
  --lr LR        the rate, 0.1

experiment:
  where the record of this run goes (exman)

  --config FILE  take arguments from a YAML file, such as the params.yaml of a
                 run; of several files the last wins, and the command line
                 over all
  --name NAME    add a name to that of the run's folder
  --tmp          only try it: keep the run apart from the others
  --resume RUN   go on with a run, given by its number, name or folder; auto:
                 with the newest unfinished one of these arguments, if there
                 is one

See the manual.
`)
})

test.each([
  ['a class of exman', undefined, true],
  ['a plain class', ArgumentParser, false],
])('the help of a subcommand whose parser is of %s', (_title, parser_class, isShown) => {
  const declare = (parser: ArgumentParser) => {
    const go = parser
      .add_subparsers({ ...(parser_class && { parser_class }) })
      .add_parser('go', { epilog: 'The end.' })
    lr(go)
    return go
  }
  const expected = helpOf(declare(plain({})), { shown: isShown ? USUAL : [] })
  const parser = ours({ declare: (each) => void declare(each) })
  expect(caught(() => parser.parse_args(['go', '-h'])).stdout).toBe(expected)
})

test('the help of a subcommand shows options only if they can be given there', () => {
  const declare = (parser: ArgumentParser) =>
    parser.add_subparsers().add_parser('go', { prefix_chars: '-', add_help: true })
  const options = { prefix_chars: '+' }
  const expected = helpOf(declare(plain({ options })), { shown: [] })
  const parser = ours({ options, declare: (each) => void declare(each) })
  expect(caught(() => parser.parse_args(['go', '-h'])).stdout).toBe(expected)
})

function plain({ options, declare }: Row): ArgumentParser {
  const parser = new ArgumentParser({ prog: 'train', ...options })
  declare?.(parser)
  return parser
}

function ours({ options, declare, record }: Row): ExParser {
  const parser = new ExParser({ prog: 'train', root: 'never-made', ...options, ...record })
  declare?.(parser)
  return parser
}

/** The help of a plain parser whose script declares our options itself, last and without a place in the usage. */
function helpOf(parser: ArgumentParser, { shown = USUAL, prefix = '--' }: Row): string {
  if (shown.length === 0) return parser.format_help()
  const usage = parser.format_usage()
  const group = parser.add_argument_group('experiment', 'where the record of this run goes (exman)')
  for (const name of shown) group.add_argument(`${prefix}${name}`, { default: SUPPRESS, ...OWN[name] })
  return parser.format_help().replace(parser.format_usage(), () => usage)
}
