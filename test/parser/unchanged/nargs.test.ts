import { ONE_OR_MORE, OPTIONAL, REMAINDER, SUPPRESS, ZERO_OR_MORE } from 'argparse'
import { worksUnchanged } from './compare'

worksUnchanged({
  'one value': {
    declare: (parser) => {
      parser.add_argument('--foo')
      parser.add_argument('bar')
    },
    lines: [
      'x',
      'x --foo y',
      '--foo y x',
      '--foo=y x',
      '--foo= x',
      '',
      '--foo',
      'x y',
      'x --foo',
      ['', '--foo', ''],
    ],
  },
  'a number of values': {
    declare: (parser) => {
      parser.add_argument('--foo', { nargs: 2 })
      parser.add_argument('bar', { nargs: 1 })
    },
    lines: ['c --foo a b', '--foo a b c', 'c', '--foo a c', '--foo a', 'c --foo=a b', '--foo a --tmp c'],
  },
  'nargs ?': {
    declare: (parser) => {
      parser.add_argument('--foo', { nargs: OPTIONAL, const: 'c', default: 'd' })
      parser.add_argument('bar', { nargs: OPTIONAL, default: 'd' })
    },
    lines: ['XX --foo YY', 'XX --foo', '', '--foo', '--foo a b', '--foo=a', 'a b'],
  },
  'nargs *': {
    declare: (parser) => {
      parser.add_argument('--foo', { nargs: ZERO_OR_MORE })
      parser.add_argument('--bar', { nargs: '*', default: ['x'] })
      parser.add_argument('baz', { nargs: '*' })
    },
    lines: ['a b --foo x y --bar 1 2', '--foo', '', '--bar --foo -- a', '--foo=a b', 'a --foo b -- c'],
  },
  'nargs * with a default': {
    declare: (parser) => {
      parser.add_argument('list', { nargs: '*', default: 'text' })
      parser.add_argument('--kept', { nargs: '*', default: SUPPRESS })
    },
    lines: ['', 'a', '--kept', '--kept 1'],
  },
  'nargs +': {
    declare: (parser) => {
      parser.add_argument('foo', { nargs: ONE_OR_MORE })
      parser.add_argument('--bar', { nargs: '+' })
    },
    lines: ['a b', '', 'a --bar', '--bar b -- a', '--bar b', 'a --bar b --bar c d'],
  },
  'several positionals': {
    declare: (parser) => {
      parser.add_argument('first')
      parser.add_argument('middle', { nargs: '*' })
      parser.add_argument('last')
      parser.add_argument('--flag', { action: 'store_true' })
    },
    lines: ['a', 'a b', 'a b c d', 'a --flag b', '--flag a b', 'a b --flag c'],
  },
  'the rest': {
    declare: (parser) => {
      parser.add_argument('--foo')
      parser.add_argument('command')
      parser.add_argument('args', { nargs: REMAINDER })
    },
    lines: [
      '--foo B cmd --arg1 XX ZZ',
      'cmd',
      'cmd --tmp',
      'cmd --config missing.yaml --name .. --resume 7',
      'cmd --foo x --tmp=1',
      'cmd -- --tmp -h',
      'cmd -h --help',
      '--foo',
      '',
    ],
  },
  'an option that takes the rest': {
    declare: (parser) => {
      parser.add_argument('--run-command', { nargs: REMAINDER, dest: 'command' })
      parser.add_argument('-v', { action: 'store_true' })
    },
    lines: ['-v --run-command a -v --tmp --resume auto', '--run-command', '--run-command --config a b'],
  },
  'a positional that shows nothing': {
    declare: (parser) => {
      parser.add_argument('foo', { nargs: SUPPRESS, default: 3 })
      parser.add_argument('bar')
    },
    lines: ['x', ''],
  },
  'a list of values of a type, with choices': {
    declare: (parser) => {
      parser.add_argument('--layers', { type: 'int', nargs: '+', choices: [1, 2, 4, 8] })
      parser.add_argument('pair', { type: 'float', nargs: 2, metavar: ['X', 'Y'] })
    },
    lines: ['1 2', '1 2 --layers 4 8', '1 2 --layers 3', '1 --layers 2', '1 x', '-1 -.5', '1'],
  },
})
