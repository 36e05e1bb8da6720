import { FileError } from '../../../src/errors'
import { MAX_YAML_BYTES, parseYaml, yamlValue } from '../../../src/params/yaml/read'
import { yamlText } from '../../../src/params/yaml/text'
import { nested } from './awkward'
import { slice } from '../../soak'
import { caught } from '../../faults/thrown'

/** Refusing anything takes no more memory than this. */
const MEGABYTES_AT_MOST = 600

const full = (piece: string): string => piece.repeat(Math.floor(MAX_YAML_BYTES / piece.length))

/** One level to a line, as deep as the size allows. */
const staircase = (end: string): string =>
  Array.from({ length: 2800 }, (_, level) => `${' '.repeat(level)}${end}`).join('\n')

/** Each line names the one before ten times. */
const bomb = (levels: number): string =>
  [
    'a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]',
    ...Array.from(
      { length: levels },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`,
    ),
  ].join('\n')

const TOO_DEEP = 'it is nested more than 200 levels deep. Make the structure flatter.'
const TOO_MANY =
  'up to here there are more than 200,000 words and marks. Keep large data in a file of its own.'
const TOO_LARGE = 'it is larger than 4 MB. Keep large data in a file of its own, and its path in here.'
const TOO_OFTEN =
  'aliases repeat this so often that it would fill the memory. Write fewer aliases to aliases.'
const INVALID = 'it is not valid YAML'

const hostile: [string, () => string, string][] = [
  ['100 MB', () => 'a: 1\n'.repeat(20_000_000), TOO_LARGE],
  ['100 MB on one line', () => 'x'.repeat(100_000_000), TOO_LARGE],
  ['4 MB of letters of two bytes', () => `${full('é')}é`.slice(0, MAX_YAML_BYTES / 2 + 1), TOO_LARGE],
  ['brackets', () => full('['), TOO_DEEP],
  ['braces', () => full('{'), TOO_DEEP],
  ['mappings in braces', () => full('{a: '), TOO_DEEP],
  ['mappings in mappings', () => full('a: {'), TOO_DEEP],
  ['dashes', () => full('- '), TOO_DEEP],
  ['questions', () => full('? '), TOO_DEEP],
  ['questions in brackets', () => full('[? '), TOO_DEEP],
  ['pairs in brackets', () => full('[a: '), TOO_DEEP],
  ['colons', () => full(': '), TOO_DEEP],
  ['indented keys', () => staircase('a:'), TOO_DEEP],
  ['indented dashes', () => staircase('-'), TOO_DEEP],
  ['101 pairs in brackets, which are 202 levels', () => `${'[a: '.repeat(101)}1${']'.repeat(101)}`, TOO_DEEP],
  ['commas', () => `[${full(',').slice(2)}]`, TOO_MANY],
  ['numbers', () => `[${full('0,').slice(2)}]`, TOO_MANY],
  ['closing brackets', () => full(']'), TOO_MANY],
  ['closing brackets, few enough', () => ']'.repeat(190_000), INVALID],
  ['commas, few enough', () => `[${','.repeat(190_000)}]`, INVALID],
  ['empty texts', () => full('""'), TOO_MANY],
  ['keys', () => Array.from({ length: 400_000 }, (_, index) => `k${index}:`).join('\n'), TOO_MANY],
  ['empty lines', () => full('\n'), TOO_MANY],
  ['comments', () => full('#\n'), TOO_MANY],
  ['documents', () => full('---\n'), TOO_MANY],
  ['directives', () => full('%a\n'), TOO_MANY],
  ['anchors', () => full('&a '), TOO_MANY],
  ['tags', () => full('!a '), TOO_MANY],
  ['an open quote', () => `"${full('\\n').slice(2)}`, INVALID],
  ['a bomb of aliases', () => bomb(9), TOO_OFTEN],
  ['a bomb of merge keys', () => `${bomb(9).replaceAll('[', '{x: [').replaceAll(']', ']}')}`, TOO_OFTEN],
  ['empty values, repeated', () => `a: &a [${"'',".repeat(1000)}]\nb: [${'*a,'.repeat(150)}]`, TOO_OFTEN],
  ['a long text, repeated', () => `a: &a ${'x'.repeat(1_000_000)}\nb: [*a, *a, *a, *a, *a]`, TOO_OFTEN],
  [
    'levels through an alias',
    () => `a: &a ${'['.repeat(150)}${']'.repeat(150)}\nb: ${'['.repeat(100)}*a${']'.repeat(100)}`,
    TOO_DEEP,
  ],
]

test.each(slice(hostile, 2))('refused before memory grows: %s', (_title, text, problem) => {
  const given = text()
  const { rss } = process.memoryUsage()
  const error = caught(() => parseYaml(given, '/x.yaml'))
  const megabytes = (process.memoryUsage().rss - rss) / 2 ** 20
  expect(error).toBeInstanceOf(FileError)
  expect(error).toMatchObject({ code: 'EXMAN_FILE_INVALID' })
  expect(error.message).toMatch(
    problem === TOO_LARGE ? /^Could not read \/x.yaml: / : /^Could not read \/x.yaml, line \d+: /,
  )
  expect(error.message).toContain(problem)
  expect(megabytes).toBeLessThan(MEGABYTES_AT_MOST)
})

test.each<[string, (levels: number) => string]>([
  ['brackets', (levels) => '['.repeat(levels) + ']'.repeat(levels)],
  ['braces', (levels) => '{a: '.repeat(levels) + '}'.repeat(levels)],
  ['dashes', (levels) => `${'- '.repeat(levels)}a`],
  ['keys', (levels) => Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  [
    'pairs',
    (levels) => `${'[a: '.repeat(levels / 2)}${levels % 2 === 1 ? '[]' : ''}${']'.repeat(levels / 2)}`,
  ],
  [
    'an alias',
    (levels) =>
      `a: &a ${'['.repeat(99)}${']'.repeat(99)}\nb: ${'['.repeat(levels - 100)}*a${']'.repeat(levels - 100)}`,
  ],
])('200 levels of %s are read, 201 are not', (_title, text) => {
  expect(() => yamlValue(parseYaml(text(200), '/x.yaml'))).not.toThrow()
  expect(() => parseYaml(text(201), '/x.yaml')).toThrow(TOO_DEEP)
})

test('what is written 200 levels deep is read', () => {
  const value = nested(199)
  expect(yamlValue(parseYaml(yamlText([['k', value]]), '/x.yaml'))).toEqual({ k: value })
})

test.each<[string, () => string, (value: unknown) => unknown, unknown]>([
  [
    'a text of 4 MB',
    () => `"${'x'.repeat(MAX_YAML_BYTES - 2)}"`,
    (value) => (value as string).length,
    MAX_YAML_BYTES - 2,
  ],
  [
    'a folded text of many lines',
    () => `>\n${full(' x\n').slice(3)}`,
    (value) => (value as string).startsWith('x x'),
    true,
  ],
  [
    '40,000 numbers',
    () => `[${Array.from({ length: 40_000 }, (_, index) => index).join(', ')}]`,
    (value) => (value as []).length,
    40_000,
  ],
  [
    '25,000 keys',
    () => Array.from({ length: 25_000 }, (_, index) => `k${index}: ${index}\n`).join(''),
    (value) => Object.keys(value as object).length,
    25_000,
  ],
  [
    'a text of many blanks',
    () => `"a${' '.repeat(1_000_000)}b"`,
    (value) => (value as string).length,
    1_000_002,
  ],
  [
    '90,000 values by aliases',
    () => `- &a [${'1,'.repeat(99)}]\n- [${'*a,'.repeat(900)}]`,
    (value) => (value as [][])[1]!.length,
    900,
  ],
])('%s: is read', (_title, text, found, expected) => {
  expect(found(yamlValue(parseYaml(text(), '/x.yaml')))).toBe(expected)
})
