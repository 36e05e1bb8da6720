import { ArgumentParser, SUPPRESS } from 'argparse'
import { inRoot, worksUnchanged } from './compare'

const add = (args: { x: number; y: number }) => args.x + args.y
const mul = (args: { x: number; y: number }) => args.x * args.y

class Words extends ArgumentParser {
  override convert_arg_line_to_args(line: string): string[] {
    return line.split(' ')
  }
}

worksUnchanged({
  subcommands: {
    declare: (parser) => {
      parser.add_argument('--foo', { action: 'store_true' })
      const commands = parser.add_subparsers({ help: 'help for subcommand' })
      const a = commands.add_parser('a', { help: 'a help' })
      a.add_argument('bar', { type: 'int' })
      const b = commands.add_parser('b')
      b.add_argument('--baz', { choices: 'XYZ' })
    },
    lines: ['a 12', '--foo b --baz Z', '', 'c', 'a', 'a x', 'b --baz W', 'b --foo', 'a 1 2', 'a -1'],
  },
  'a subcommand that is required': {
    declare: (parser) => {
      const commands = parser.add_subparsers({ dest: 'command', required: true, metavar: 'COMMAND' })
      commands.add_parser('checkout', { aliases: ['co', 'c'] }).add_argument('foo')
      commands.add_parser('status')
    },
    lines: ['', 'co bar', 'checkout bar', 'c', 'stat', 'status', '-- status'],
  },
  'functions as defaults': {
    declare: (parser) => {
      const commands = parser.add_subparsers({ title: 'commands', description: 'which', dest: 'command' })
      for (const [name, func] of Object.entries({ add, mul })) {
        const command = commands.add_parser(name)
        command.add_argument('-x', { type: 'int', default: '1' })
        command.add_argument('y', { type: 'float' })
        command.set_defaults({ func, name })
      }
      parser.set_defaults({ func: undefined, outer: [1] })
    },
    lines: ['add 1 -x 2', 'mul -x 3 4.5', 'mul', '', 'mul x'],
  },
  'subcommands of subcommands': {
    declare: (parser) => {
      const outer = parser.add_subparsers({ dest: 'outer' })
      const data = outer.add_parser('data', { argument_default: SUPPRESS })
      data.add_argument('--depth', { type: 'int' })
      const inner = data.add_subparsers({ dest: 'inner', required: true })
      inner.add_parser('get').add_argument('what', { nargs: '*' })
      inner.add_parser('put').add_argument('--name', { required: true })
    },
    lines: [
      'data get a b',
      'data --depth 1 put --name x',
      'data put',
      'data',
      'data put --na x',
      'data put --depth 1',
      'data --d 2 get',
      '',
    ],
  },
  'arguments of the same name in and before a subcommand': {
    declare: (parser) => {
      parser.add_argument('--level', { type: 'int', default: 1 })
      parser.add_argument('--name')
      const commands = parser.add_subparsers()
      const command = commands.add_parser('go')
      command.add_argument('--level', { type: 'int', default: '2' })
      command.add_argument('rest', { nargs: '...' })
    },
    lines: ['go', '--level 5 go', '--level 5 go --level 6', '--name x go a --tmp', '--lev 3 go -- --level 4'],
  },
  'a subcommand and abbreviations': {
    options: { allow_abbrev: true },
    declare: (parser) => {
      const commands = parser.add_subparsers({ dest: 'command' })
      commands.add_parser('fit').add_argument('--temperature', { type: 'float' })
      commands.add_parser('strict', { allow_abbrev: false }).add_argument('--config-of-all')
    },
    lines: ['fit --t 1', 'fit --te=x', 'strict --config-o x', 'strict --config-of-all x', 'fit --x'],
  },
  'parsers of a plain class': {
    declare: (parser) => {
      const commands = parser.add_subparsers({ parser_class: Words, dest: 'command' })
      const go = commands.add_parser('go', { fromfile_prefix_chars: '@' })
      go.add_argument('--temperature', { type: 'int', required: true })
      go.add_argument('--names')
    },
    lines: ['go --temperature 1', 'go', 'go --t 1 --n x', 'go --temperature x', 'go @missing', '', 'go --x'],
  },
  'parsers of the class of the script': {
    declare: (_parser, { Parser, calls }) => {
      class Own extends (Parser as typeof ArgumentParser) {
        override error(message: string) {
          calls.push(`error: ${message}`)
          this.exit(9, `sorry: ${message}\n`)
        }
        override convert_arg_line_to_args(line: string): string[] {
          return line.split(' ')
        }
      }
      const own = new Own({ prog: 'own' })
      own.add_argument('--foo', { type: 'int' })
      const commands = own.add_subparsers({ dest: 'command' })
      commands.add_parser('go').add_argument('--bar', { type: 'int' })
      return own
    },
    lines: ['--foo 1 go --bar 2', '--foo x', 'go --bar x', 'no', 'go --baz'],
  },
  'parsers of the class of the parser itself': {
    declare: (parser, { Parser }) => {
      const commands = parser.add_subparsers({ parser_class: Parser, dest: 'command' })
      commands.add_parser('go').add_argument('--lr', { type: 'float', default: '1' })
    },
    lines: ['go', 'go --lr 2', 'go --lr x', 'go --x', ''],
  },
  'parsers that are ours below a plain one': {
    declare: (_parser, { Parser }) => {
      const plain = new ArgumentParser({ prog: 'plain', exit_on_error: false })
      const parser_class = Parser === ArgumentParser ? ArgumentParser : inRoot('never-made')
      plain.add_subparsers({ parser_class }).add_parser('go').add_argument('--lr', { type: 'float' })
      return plain
    },
    runs: 0,
    lines: ['go --lr 2', 'go --lr x', ''],
  },
  'common arguments in several subcommands': {
    declare: (parser) => {
      const common = new ArgumentParser({ add_help: false })
      common.add_argument('--lr', { type: 'float', default: '0.1' })
      const commands = parser.add_subparsers({ dest: 'command', title: 'what' })
      for (const name of ['fit', 'tune']) commands.add_parser(name, { parents: [common] })
    },
    lines: ['fit', 'tune --lr 1', 'fit --lr x'],
  },
  'a subcommand whose name every object has': {
    declare: (parser) => void parser.add_subparsers({ dest: 'run' }).add_parser('constructor'),
    lines: ['constructor', 'toString', '__proto__', ''],
  },
  'a subcommand called run': {
    declare: (parser) => {
      const commands = parser.add_subparsers({ dest: 'mode' })
      commands.add_parser('exec').add_argument('--run', { default: SUPPRESS })
      commands.add_parser('fit')
    },
    parse: (parser, line) => {
      const { mode, run } = parser.parse_args(line)
      return { mode: mode as string, run: String(run) }
    },
    lines: ['exec --run 1', 'exec', 'fit'],
  },
  'mistyped subcommands, with suggestions': {
    options: { suggest_on_error: true },
    declare: (parser) => {
      const commands = parser.add_subparsers({ dest: 'command' })
      commands.add_parser('install')
      commands.add_parser('remove')
    },
    lines: ['instal', 'xyz'],
  },
})
