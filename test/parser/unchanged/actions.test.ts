import { Action, BooleanOptionalAction, SUPPRESS, type ArgumentParser, type Namespace } from 'argparse'
import { worksUnchanged } from './compare'

worksUnchanged({
  'store_const, store_true and store_false': {
    declare: (parser) => {
      parser.add_argument('--foo', { action: 'store_const', const: 42 })
      parser.add_argument('--bar', { action: 'store_true' })
      parser.add_argument('--baz', { action: 'store_false' })
      parser.add_argument('--qux', { action: 'store_true', default: null })
      parser.add_argument('--none', { action: 'store_const' })
    },
    lines: ['', '--foo', '--bar --baz', '--qux --none', '--foo=1', '--bar x', '--foo --foo'],
  },
  'append, append_const and extend': {
    declare: (parser) => {
      parser.add_argument('--foo', { action: 'append', type: 'int' })
      parser.add_argument('--more', { action: 'append', default: ['0'] })
      parser.add_argument('--pair', { action: 'append', nargs: 2 })
      parser.add_argument('--str', { dest: 'types', action: 'append_const', const: String })
      parser.add_argument('--int', { dest: 'types', action: 'append_const', const: Number })
      parser.add_argument('--all', { action: 'extend', nargs: '+', type: 'int' })
    },
    lines: [
      '',
      '--foo 1 --foo 2',
      '--more 1',
      '--pair a b --pair c d',
      '--str --int --str',
      '--all 1 --all 2 3 4',
      '--foo x',
      '--all',
      '--pair a',
    ],
  },
  'append on a positional': {
    declare: (parser) => {
      parser.add_argument('files', { action: 'append', nargs: '*' })
      parser.add_argument('--files', { action: 'extend', nargs: '*' })
    },
    lines: ['', 'a b', '--files a b', '--files a -- b'],
  },
  count: {
    declare: (parser) => {
      parser.add_argument('--verbose', '-v', { action: 'count', default: 0 })
      parser.add_argument('-q', { action: 'count' })
    },
    lines: ['', '-vvv', '-v --verbose -qq', '-vqv', '-vx', '-v=1'],
  },
  BooleanOptionalAction: {
    declare: (parser) => {
      parser.add_argument('--foo', { action: BooleanOptionalAction })
      parser.add_argument('--tmpfs', '-t', { action: BooleanOptionalAction, default: true })
    },
    lines: ['', '--foo', '--no-foo', '--foo --no-foo', '--no-tmpfs', '-t', '--no-f', '--foo=1', '--no-tmp'],
  },
  version: {
    declare: (parser) => {
      parser.add_argument('--version', '-V', { action: 'version', version: '%(prog)s 2.0' })
      parser.add_argument('needed')
    },
    lines: ['--version', '-V', '--vers', 'x --version', '--version --config missing.yaml'],
  },
  'help under another name, or none': {
    options: { add_help: false },
    declare: (parser) => {
      parser.add_argument('--usage', { action: Usage, nargs: 0 })
      parser.add_argument('-h', { type: 'int' })
    },
    lines: ['-h 3', '--help', '--usage', '--usage -h 3'],
  },
  'an action of its own': {
    declare: (parser, { calls }) => {
      class Noting extends Action {
        override call(_parser: ArgumentParser, args: Namespace, values: unknown, option?: string) {
          calls.push(`${option} ${String(values)}`)
          args[this.dest] = [...((args[this.dest] as unknown[] | undefined) ?? []), values]
        }
      }
      parser.add_argument('--foo', { action: Noting })
      parser.add_argument('--bar', { action: Noting, nargs: 0, dest: 'foo', default: SUPPRESS })
      parser.add_argument('baz', { action: Noting, nargs: '*', type: 'int' })
      parser.register('action', 'noting', Noting)
      parser.add_argument('--qux', { action: 'noting', nargs: '?', const: 5 })
    },
    lines: ['', '--foo 1 --foo 2', '1 2 --bar', '--foo 1 --bar --qux', '--qux 3 -- 4', '--foo', 'x'],
  },
  'an action that ends the parse': {
    declare: (parser) => {
      parser.add_argument('--list', { action: Listing, nargs: 0 })
      parser.add_argument('--refuse', { action: Refusing, nargs: 0 })
      parser.add_argument('--lr', { type: 'float', required: true })
    },
    lines: ['--list', '--lr 1 --list', '--refuse', '--lr 1 --refuse', '--lr x --list'],
  },
})

class Usage extends Action {
  override call(parser: ArgumentParser) {
    parser.print_usage()
  }
}

class Listing extends Action {
  override call(parser: ArgumentParser) {
    parser.exit(3, 'cnn\nmlp\n')
  }
}

class Refusing extends Action {
  override call(parser: ArgumentParser) {
    parser.error('not today')
  }
}
