import { SUPPRESS } from 'argparse'
import { worksUnchanged } from './compare'

worksUnchanged({
  'required options': {
    declare: (parser) => {
      parser.add_argument('--foo', { required: true })
      parser.add_argument('-b', '--bar', { required: true, type: 'int' })
      parser.add_argument('place')
    },
    lines: ['', '--foo 1', '--foo 1 -b 2', '--foo 1 -b 2 x', 'x'],
  },
  'names in the result': {
    declare: (parser) => {
      parser.add_argument('-f', '--foo-bar', '--foo')
      parser.add_argument('-x', '-y')
      parser.add_argument('--dash', { dest: 'with-dash' })
      parser.add_argument('data-file', { nargs: '?', metavar: 'DATA' })
      parser.add_argument('--hidden', { dest: SUPPRESS, help: SUPPRESS, default: SUPPRESS })
      parser.add_argument('--same', { dest: 'x', action: 'store_const', const: 1 })
    },
    lines: ['', '-f 1 -y 2 --dash 3 data', '--hidden 1', '-x 2 --same', '--same -x 2', '--foo'],
  },
  'names that every object has': {
    declare: (parser) => {
      parser.add_argument('--constructor')
      parser.add_argument('--toString')
      parser.add_argument('--hasOwnProperty', { action: 'store_true' })
      parser.add_argument('valueOf', { nargs: '?' })
    },
    lines: ['', '--constructor x --toString y v', '--hasOwnProperty', '--__proto__ x'],
  },
  'short options joined': {
    declare: (parser) => {
      parser.add_argument('-x', { action: 'store_true' })
      parser.add_argument('-y', { action: 'store_true' })
      parser.add_argument('-z')
      parser.add_argument('--long')
    },
    lines: [
      '-xyz7',
      '-xyz 7',
      '-xy',
      '-zX',
      '-z=X',
      '-xz=',
      '-z -x',
      '-xw',
      '-yx=1',
      '--long=a=b',
      '-x-y',
      '-n',
      '-t',
    ],
  },
  'long options with one dash': {
    declare: (parser) => {
      parser.add_argument('-foo', { type: 'int' })
      parser.add_argument('-n', { action: 'store_true' })
      parser.add_argument('-name')
    },
    lines: ['-foo 1', '-fo 1', '-foo=1', '-n -name x', '-na x', '-nx', '-config x'],
  },
  'options of other characters': {
    options: { prefix_chars: '-+' },
    declare: (parser) => {
      parser.add_argument('+f')
      parser.add_argument('++bar')
      parser.add_argument('-f', { dest: 'minus' })
      parser.add_argument('+x', { action: 'store_true' })
    },
    lines: ['+f X ++bar Y', '-f X +f Y', '++b Y', '+xfY', '++tmp', '+h', '--bar 1'],
  },
  'no options with a dash': {
    options: { prefix_chars: '+', add_help: false },
    declare: (parser) => {
      parser.add_argument('++temperature', { type: 'float' })
      parser.add_argument('rest', { nargs: '*' })
    },
    lines: ['++temperature 1', '++t 1 -a --tmp', '--config x', '++x'],
  },
  'no options at all': {
    options: { prefix_chars: '', add_help: false },
    declare: (parser) => parser.add_argument('rest', { nargs: '*' }) && undefined,
    lines: ['', '-a --tmp --config x'],
  },
  abbreviations: {
    declare: (parser) => {
      parser.add_argument('-bacon')
      parser.add_argument('-badger')
      parser.add_argument('--epochs', { type: 'int' })
      parser.add_argument('--epsilon', { type: 'float' })
      parser.add_argument('--verbose', { action: 'store_true' })
    },
    lines: [
      '-bac MMM',
      '-bad WOOD',
      '-ba BA',
      '--epo 3',
      '--ep 3',
      '--ep=3',
      '--verb',
      '--verb=1',
      '--e=1 2',
      '--eps=.1',
    ],
  },
  'no abbreviations': {
    options: { allow_abbrev: false },
    declare: (parser) => {
      parser.add_argument('--foobar', { action: 'store_true' })
      parser.add_argument('--foonley', { action: 'store_false' })
      parser.add_argument('-f', { action: 'store_true' })
      parser.add_argument('-g')
    },
    lines: ['--foon', '--foobar', '-fg1', '--tm', '--conf x'],
  },
  'negative numbers': {
    declare: (parser) => {
      parser.add_argument('-x', { type: 'float' })
      parser.add_argument('foo', { nargs: '?' })
    },
    lines: ['-x -1', '-x -1 -5', '-x -.5', '-x -1e5', '-5', '-x -a', ['-x', '- 1']],
  },
  'options that look like negative numbers': {
    declare: (parser) => {
      parser.add_argument('-1', { dest: 'one' })
      parser.add_argument('foo', { nargs: '?' })
    },
    lines: ['-1 X', '-2', '-1 -1', '-1X'],
  },
  'two dashes': {
    declare: (parser) => {
      parser.add_argument('--foo', { nargs: '?' })
      parser.add_argument('rest', { nargs: '*' })
    },
    lines: [
      '-- -f',
      '-- --tmp',
      '--foo -- --config x',
      '-- -- a',
      'a -- --name b',
      '-- --resume 1 --git-dirty',
      '--',
      '--foo=-- a',
    ],
  },
  'a dash, spaces and empty texts': {
    declare: (parser) => {
      parser.add_argument('--foo')
      parser.add_argument('rest', { nargs: '*' })
    },
    lines: [
      ['-'],
      ['--foo', '-'],
      ['- x', '-a b', '--bar baz'],
      ['', ' '],
      ['--foo', ''],
      ['--t 5', '--c=a b'],
    ],
  },
})
