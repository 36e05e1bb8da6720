import { Action, type ArgumentParser } from 'argparse'
import { worksUnchanged } from './compare'

const some = (parser: ArgumentParser) => {
  parser.add_argument('--foo', { action: 'store_true' })
  parser.add_argument('--bar', { type: 'int' })
  parser.add_argument('cmd', { nargs: '?' })
  parser.add_argument('rest', { nargs: '*', type: 'int' })
}

class Config {
  lr = 5
  run(): string {
    return `with ${this.lr}`
  }
}

class Loading extends Action {
  override call(parser: ArgumentParser, args: object, text: unknown) {
    parser.parse_args([text as string], args)
  }
}

worksUnchanged({
  parse_known_args: {
    declare: some,
    parse: (parser, line) => parser.parse_known_args(line),
    runs: 0,
    lines: [
      '--foo --badger x',
      'do 1 --unknown 2 --bar 3',
      '--bar x',
      '-xyz',
      '--t 1',
      '--nam x',
      '--con=x',
      '-- --tmp',
    ],
  },
  parse_intermixed_args: {
    declare: some,
    parse: (parser, line) => parser.parse_intermixed_args(line),
    lines: ['doit 1 --foo 2 3', '--bar 1 doit --foo 7', 'doit 1 --x', 'doit 1 --bar 2 x', ''],
  },
  parse_known_intermixed_args: {
    declare: some,
    parse: (parser, line) => parser.parse_known_intermixed_args(line),
    runs: 0,
    lines: ['doit 1 --foo 2 3', 'doit 1 --x --foo 3', '--y 1 2'],
  },
  'intermixed with the rest, which cannot be': {
    declare: (parser) => void parser.add_argument('args', { nargs: '...' }),
    parse: (parser, line) => parser.parse_intermixed_args(line),
    lines: ['a'],
  },
  'intermixed with subcommands, which cannot be': {
    declare: (parser) => void parser.add_subparsers().add_parser('go'),
    parse: (parser, line) => parser.parse_known_intermixed_args(line),
    lines: ['go', ''],
  },
  'subcommands that do not know an argument': {
    declare: (parser) => {
      some(parser)
      parser.add_subparsers({ dest: 'command' }).add_parser('go').add_argument('--baz')
    },
    parse: (parser, line) => parser.parse_known_args(line),
    runs: 0,
    lines: ['a 1 go --baz 1 --qux', '--x a 1 go --y z'],
  },
  'a namespace that is given': {
    declare: (parser) => {
      some(parser)
      parser.set_defaults({ bar: 3, extra: 4 })
    },
    parse: (parser, line) => {
      const given = { bar: 'kept', other: 1 }
      const args = parser.parse_args(line, given)
      return { args, isSame: (args as object) === given }
    },
    lines: ['', '--bar 5', 'cmd 1'],
  },
  'an object of a class as namespace': {
    declare: (parser) => void parser.add_argument('--lr', { type: 'int', default: 1 }),
    parse: (parser, line) => {
      const config = parser.parse_args(line, new Config())
      return { lr: config.lr, told: config.run(), isConfig: config instanceof Config }
    },
    lines: ['', '--lr 2'],
  },
  'two command lines, one after the other': {
    declare: some,
    parse: (parser, line) => [parser.parse_args(line), parser.parse_args(['--bar', '1'])],
    runs: 2,
    lines: ['', '--foo cmd'],
  },
  'what is known first, then more arguments': {
    declare: (parser) => void parser.add_argument('--model', { default: 'cnn' }),
    parse: (parser, line) => {
      const [{ model }, rest] = parser.parse_known_args(line)
      parser.add_argument(`--${model}-units`, { type: 'int', default: '8' })
      return [parser.parse_args(line), rest]
    },
    lines: ['', '--model mlp --mlp-units 3', '--cnn-units x', '--mlp-units 3'],
  },
  'what is known first, then the rest into the same namespace': {
    declare: (parser) => void parser.add_argument('--model', { default: 'cnn' }),
    parse: (parser, line) => {
      const [args, rest] = parser.parse_known_args(line)
      parser.add_argument('--units', { type: 'int', default: '8' })
      return parser.parse_args(rest, args)
    },
    lines: ['', '--model mlp --units 3', '--units x', '--x'],
  },
  'what is known first, then another parser with this one as its parent': {
    declare: (parser, { Parser }) =>
      new Parser({ prog: 'first', add_help: false, exit_on_error: parser.exit_on_error }),
    parse: (parser, line, { Parser }) => {
      parser.add_argument('--conf', { default: 'none' })
      const [first, rest] = parser.parse_known_args(line)
      const second = new Parser({ prog: 'second', parents: [parser], exit_on_error: parser.exit_on_error })
      second.set_defaults(first)
      second.add_argument('--lr', { type: 'float' })
      return second.parse_args(rest)
    },
    lines: ['--conf x --lr 1', '--lr 1', '--lr x', '--x'],
  },
  'an option of the script with the name of one of exman, known later': {
    declare: (parser) => void parser.add_argument('rest', { nargs: '*' }),
    parse: (parser, line) => {
      parser.parse_known_args(line)
      parser.add_argument('--tmp', { type: 'int' })
      parser.add_argument('--name')
      return parser.parse_args(line)
    },
    lines: ['--tmp 3 --name x', '--tmp x', '--tm 3'],
  },
  'an action that parses with the parser it is of': {
    declare: (parser) => {
      parser.register('action', 'load', Loading)
      parser.add_argument('--lr', { type: 'float', default: 1 })
      parser.add_argument('--load', { action: 'load' })
    },
    lines: ['--load=--lr=2', '--load=--lr=2 --lr 3', '--load=--lr=x', '--load=--x', ''],
  },
})
