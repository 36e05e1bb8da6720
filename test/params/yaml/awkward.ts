/** Values that some reader of YAML takes for others. */
import type { YamlValue } from '../../../src/params/yaml/text'

const words = 'y n yes no on off true false null none nan inf infinity undefined'
  .split(' ')
  .flatMap((word) => [word, word.toUpperCase(), word[0]!.toUpperCase() + word.slice(1)])

const numberLike =
  '0 1 -1 +1 007 012 0o17 0x1F 0b101 1_000 _1 1e5 1e-5 1E5 1.5e3 1.e+5 1. .5 -.5 +.5 1.5.2 1,5 12:30 12:30:45 1:60 -12:30 ' +
  '190:20:30.15 0.0 -0 .inf -.inf +.inf .Inf .nan .NaN . .. ... 1e 0x 0b 0o8 089 1__0 9007199254740993 1d 3d-conv 4e7f ' +
  '2020-03-03 2020-3-3 2020-03-03T15:52:10Z 2020-03-03-15-52-10 15:52 2001-12-14t21:59:43.10-05:00'

const marks =
  '- -- --- -a - ? ?a : :a a: :: , a,b [ ] [] {} { } {a} [a] # #a a# a#b ! !a !!str & &a * *a | |- > >- % %a @ @a ` `a ' +
  '" "a" a"b \' \'a\' it\'s \\ \\n a\\ = =a <<  << ~ ~/a ~a $HOME ${a} a=b a&b a|b a>b a<b a*b a!b a%b a@b a?b ? a-b a;b a~b a^b (a)'

const spaced = [
  '',
  ' ',
  '  ',
  ' a',
  'a ',
  'a  b',
  'a: b',
  'a :b',
  'a #b',
  'a# b',
  '- a',
  'a - b',
  '? a',
  'a ? b',
  'a, b',
  '--- a',
  'yes no',
  'null ',
  '12 30',
  'a\tb',
  '\ta',
  'a\t',
  '\t',
  '# a',
  'key: [1, 2]',
  '{a: 1}',
  'a, [b]: {c}',
  '%YAML 1.1',
  '!!python/object:os.system',
  'C:\\data\\x',
  'http://host:80/a?b=c#d',
  './data',
  '../data',
  '.../data',
  '/data/x.csv',
  '~/data',
  's3://a/b',
]

const characters = [
  'a\nb',
  'a\n',
  '\n',
  '\na',
  'a\n\n\nb',
  '  a\n b\n',
  'a\r\nb',
  'a\r',
  '\u0000',
  '\u0001\u001b[31m',
  '\u007f',
  '\u0080\u009f',
  'a\u0085b',
  '\u00a0',
  '\u00a0a\u00a0',
  '\u00ad',
  'a\u2028b',
  'a\u2029b',
  '\u200b',
  '\u202e',
  '\ufeffa',
  'a\ufeff',
  '\ufffd',
  '\ufffe',
  '\uffff',
  '\ufdd0',
  '\ud800',
  '\udc00\ud800',
  'a\udbffb',
  '😀',
  '\u{10ffff}',
  '\u{1fffe}',
  'é',
  'Größe',
  '学習率',
  'ﬀ',
  '１２',
  '٣',
  '\u3000a',
  'e\u0301',
  '"\\/\b\f\n\r\t"',
  'x'.repeat(999),
  'x'.repeat(5000),
  'long text '.repeat(1000).trim(),
  'é'.repeat(3000),
  '\u0001'.repeat(2000),
  '__proto_',
  'constructor',
  'toString',
]

/** Texts that look like something else, or hold what a plain text must not. */
export const TEXTS: readonly string[] = [
  ...new Set([...words, ...numberLike.split(' '), ...marks.split(' '), ...spaced, ...characters]),
]

/** Every printable character of ASCII, alone and at each place in a text. */
export const ASCII_TEXTS: readonly string[] = Array.from({ length: 95 }, (_, index) =>
  String.fromCharCode(32 + index),
).flatMap((character) => [
  character,
  `${character}a`,
  `a${character}`,
  `a${character}b`,
  `a ${character}b`,
  `a${character} b`,
  `a ${character} b`,
  `a ${character}`,
  `${character} a`,
  `${character}${character}${character}`,
  `${character}1`,
])

/** Numbers at the borders between forms and types. */
export const NUMBERS: readonly number[] = [
  0,
  -0,
  1,
  -7,
  0.1,
  -0.1,
  0.1 + 0.2,
  1e-3,
  1e-4,
  0.00012,
  1e-5,
  -1e-5,
  1e-7,
  1.5e-7,
  1e-100,
  5e-324,
  1e15,
  123456789.125,
  9007199254740991,
  -9007199254740991,
  9007199254740992,
  -9007199254740992,
  9007199254740994,
  1e16,
  2 ** 60,
  12345678901234567000,
  1e20,
  1e21,
  1.5e21,
  1e22,
  1e100,
  1.7976931348623157e308,
  NaN,
  Infinity,
  -Infinity,
  3.0000000000000004,
  100,
  1_000_000,
  43200,
  45000,
]

/** `value` in lists and objects, turn by turn, `levels` deep. */
export function nested(levels: number, value: YamlValue = 1): YamlValue {
  return levels === 0
    ? value
    : levels % 2 === 0
      ? [nested(levels - 1, value)]
      : { a: nested(levels - 1, value) }
}

/** Lists and objects. */
export const NESTED: readonly YamlValue[] = [
  [],
  {},
  [[]],
  [{}],
  { a: {} },
  { a: [] },
  [[], {}, [[], [{}]]],
  [null],
  { a: null },
  [1, 1.5, true, 'a', 'on'],
  [64, 32],
  { b: 1, a: 2 },
  { on: 'off', 1: 2, '': 3, 'a b': 4, 'a: b': 5, '~': 6, '<<': 7, '=': 8, null: 9, '-': 10 },
  [{ a: [{ b: ['c'] }] }],
  [['a', 'b'], ['c']],
  { ['k'.repeat(1000)]: 1, ['k'.repeat(1001)]: [2], ['"'.repeat(600)]: { a: 3 } },
  [{ ['k'.repeat(3000)]: 'x' }, 'y'.repeat(3000)],
  Array.from({ length: 1000 }, (_, index) => index),
  nested(150),
]
