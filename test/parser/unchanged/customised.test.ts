import { ArgumentDefaultsHelpFormatter, HelpFormatter, type ArgumentParser } from 'argparse'
import { worksUnchanged } from './compare'

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b)
const max = (numbers: number[]) => numbers.reduce((a, b) => Math.max(a, b))

class Stop extends Error {
  override name = 'Stop'
}

worksUnchanged({
  'the example of the README of argparse': {
    options: { description: 'Process some integers.' },
    declare: (parser) => {
      parser.add_argument('integers', { metavar: 'N', type: 'int', nargs: '+', help: 'an integer' })
      parser.add_argument('--sum', { dest: 'accumulate', action: 'store_const', const: sum, default: max })
    },
    parse: (parser, line) => {
      const args = parser.parse_args(line)
      return (args.accumulate as typeof sum)(args.integers as number[])
    },
    lines: ['1 2 3 4', '1 2 3 4 --sum', 'a b c', ''],
  },
  'the tutorial of Python': {
    options: { description: 'calculate X to the power of Y' },
    declare: (parser) => {
      const group = parser.add_mutually_exclusive_group()
      group.add_argument('-v', '--verbose', { action: 'store_true' })
      group.add_argument('-q', '--quiet', { action: 'store_true' })
      parser.add_argument('x', { type: 'int', help: 'the base' })
      parser.add_argument('y', { type: 'int', help: 'the exponent' })
    },
    lines: ['4 2', '4 2 -q', '4 2 -v', '4 2 -vq', '4 2 -v --quiet', '4', '4 foo'],
  },
  'an error that is thrown': {
    declare: (_parser, { Parser }) => {
      const parser = new (class extends (Parser as typeof ArgumentParser) {
        override error(message: string) {
          throw new Stop(`${this.format_usage()}${message}`)
        }
      })({ prog: 'own' })
      parser.add_argument('--lr', { type: 'float', required: true })
      return parser
    },
    lines: ['--lr 1', '', '--lr x', '--lr 1 --x', '--lr 1 y'],
  },
  'an exit that is thrown': {
    declare: (parser) => {
      parser.exit = (status, message) => {
        throw new Stop(`${status}: ${message}`)
      }
      parser.add_argument('--lr', { type: 'float', required: true })
      parser.add_argument('--version', { action: 'version', version: '1' })
    },
    lines: ['--lr 1', '', '--lr x', '--lr 1 --x', '--version'],
  },
  'an exit that does not exit': {
    declare: (parser, { calls }) => {
      parser.exit = (status, message) => void calls.push(`${status}: ${message}`)
      parser.add_argument('--lr', { type: 'float', default: 1 })
      parser.add_argument('--version', { action: 'version', version: '1' })
      parser.add_argument('rest', { nargs: '*', type: 'int' })
    },
    // Nothing of a command line that is wrong, or only asks, is recorded.
    runs: 0,
    lines: ['--lr x', '--lr 1 --x', '--version', '1 x', '--version --x'],
  },
  'an error that does not end the script': {
    declare: (parser, { calls }) => {
      parser.error = (message) => void calls.push(message)
      parser.add_argument('--lr', { type: 'float', required: true })
    },
    parse: (parser, line) => (parser.exit_on_error ? parser.parse_args(line) : parser.parse_args(['--lr'])),
    runs: 0,
    lines: ['', '--lr x', '--lr 1 --x'],
  },
  'methods of its own': {
    declare: (_parser, { Parser, calls }) => {
      const parser = new (class extends (Parser as typeof ArgumentParser) {
        override parse_known_args<T extends object>(args?: string[], namespace?: T): [T, string[]] {
          calls.push('parse_known_args')
          const [known, rest] = super.parse_known_args<T>(args, namespace)
          return [known, rest.filter((text) => text !== '--ignored')]
        }
        override format_usage() {
          return `USAGE: ${super.format_usage()}`
        }
        override print_usage() {
          calls.push('print_usage')
          super.print_usage(process.stderr)
        }
      })({ prog: 'own' })
      parser.add_argument('--lr', { type: 'float' })
      return parser
    },
    lines: ['--lr 1', '--lr 1 --ignored', '--ignored --x', '--lr x'],
  },
  'deprecated arguments': {
    declare: (parser) => {
      parser.add_argument('--legacy', { deprecated: true, type: 'int' })
      parser.add_argument('-l', { deprecated: true, action: 'store_true' })
      parser.add_argument('old', { deprecated: true, nargs: '?' })
      const commands = parser.add_subparsers()
      commands
        .add_parser('fit', { deprecated: true, aliases: ['f'] })
        .add_argument('-z', { deprecated: true })
    },
    lines: ['x fit', '--legacy 1 --legacy 2 x fit', '-l x f -z 1', 'x fit -z 1 -z 2', '-ll x fit', '--leg x'],
  },
  'texts of its own in usage and errors': {
    options: {
      usage: '%(prog)s [options]',
      formatter_class: class extends ArgumentDefaultsHelpFormatter {
        constructor(options: { prog: string }) {
          super({ ...options, width: 50 })
        }
      },
    },
    declare: (parser) =>
      void parser.add_argument('--lr', { metavar: 'RATE', type: 'float', help: 'the %(dest)s' }),
    lines: ['--lr x', '--lr', '--x'],
  },
  'help asked for by the script': {
    options: { formatter_class: HelpFormatter, add_help: false },
    declare: (parser) => void parser.add_argument('--lr'),
    parse: (parser, line) => {
      parser.print_usage()
      parser.print_usage(process.stderr)
      return [parser.format_usage(), parser.parse_args(line)]
    },
    lines: ['', '--lr 1', '--x'],
  },
  'the texts of the process': {
    declare: (parser) => {
      parser.add_argument('--lr', { type: 'float' })
      parser.add_argument('rest', { nargs: '*' })
    },
    parse: (parser, line) => {
      const { argv } = process
      try {
        process.argv = [argv[0]!, 'train.js', ...line]
        return [parser.parse_args(), line]
      } finally {
        process.argv = argv
      }
    },
    lines: ['', '--lr 1 a b', '--lr x'],
  },
  'texts in something else than a list': {
    declare: (parser) => void parser.add_argument('rest', { nargs: '*' }),
    parse: (parser, line) => parser.parse_args(new Set(line) as unknown as string[]),
    lines: ['', 'a b', '--x'],
  },
})
