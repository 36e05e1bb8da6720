import * as fc from 'fast-check'
import { parse } from 'yaml'
import { parseYaml, yamlValue } from '../../../src/params/yaml/read'
import { yamlText, type YamlValue } from '../../../src/params/yaml/text'
import { anyEntries } from './any-value'
import { ASCII_TEXTS, NESTED, NUMBERS, TEXTS } from './awkward'

test('a record of a run', () => {
  const entries: [string, YamlValue][] = [
    ['lr', 1e-7],
    ['layers', [64, 32]],
    ['optimizer', { name: 'adam', beta: [0.9, 0.999] }],
    ['data', './mnist/train.csv'],
    ['mode', 'on'],
    ['seed', null],
    ['plot', false],
    ['time', '2020-03-03 15:52:10'],
    ['note', 'first\nsecond'],
  ]
  expect(yamlText(entries)).toBe(`lr: 1.0e-07
layers: [64, 32]
optimizer: {name: adam, beta: [0.9, 0.999]}
data: ./mnist/train.csv
mode: "on"
seed: null
plot: false
time: "2020-03-03 15:52:10"
note: "first\\nsecond"
`)
})

test('no entries are an empty mapping', () => {
  expect(yamlText([])).toBe('{}\n')
})

test('the order is that of the entries, also of keys that are numbers', () => {
  const entries = new Map([
    ['b', 1],
    ['10', 2],
    ['9', 3],
    ['a', 4],
  ])
  expect(yamlText(entries)).toBe('b: 1\n"10": 2\n"9": 3\na: 4\n')
})

test.each<[number, string]>([
  [0, '0'],
  [-0, '0'],
  [64, '64'],
  [-7, '-7'],
  [0.01, '0.01'],
  [0.1 + 0.2, '0.30000000000000004'],
  [0.0001, '0.0001'],
  [0.00001, '1.0e-05'],
  [1e-7, '1.0e-07'],
  [1.5e-7, '1.5e-07'],
  [-1e-100, '-1.0e-100'],
  [5e-324, '5.0e-324'],
  [1e15, '1000000000000000'],
  [9007199254740991, '9007199254740991'],
  [9007199254740992, '9007199254740992.0'],
  [-9007199254740992, '-9007199254740992.0'],
  [1e16, '1.0e+16'],
  [1e21, '1.0e+21'],
  [1.5e21, '1.5e+21'],
  [1.7976931348623157e308, '1.7976931348623157e+308'],
  [NaN, '.nan'],
  [Infinity, '.inf'],
  [-Infinity, '-.inf'],
])('the number %p is written %s', (value, text) => {
  expect(yamlText([['k', value]])).toBe(`k: ${text}\n`)
})

test.each<[number, string]>([
  [1, '1.0'],
  [0, '0.0'],
  [-0, '0.0'],
  [-3, '-3.0'],
  [0.5, '0.5'],
  [1000000, '1000000.0'],
  [1e16, '1.0e+16'],
  [NaN, '.nan'],
])('a %p that is a float in all runs is written %s', (value, text) => {
  expect(yamlText([['k', value]], { floats: new Set(['k']) })).toBe(`k: ${text}\n`)
})

test('floats are so inside of lists and objects, and under their key only', () => {
  const entries: [string, YamlValue][] = [
    ['a', [1, [2.5, 3], { b: 4 }, 'c', null, true]],
    ['b', [1]],
    ['c', { a: 1 }],
  ]
  expect(yamlText(entries, { floats: new Set(['a']) })).toBe(
    'a: [1.0, [2.5, 3.0], {b: 4.0}, c, null, true]\nb: [1]\nc: {a: 1}\n',
  )
})

test.each([
  'adam',
  'a',
  '_a',
  'two words',
  'a  b',
  'a - b',
  'relu6',
  'v1.2',
  'a-b_c.d/e',
  '/data/x.csv',
  './x',
  '../x',
  "it's",
  'a=b',
  'a*b+c',
  'C\\x',
  'nan',
  'None',
  'yess',
  '__main__',
])('the text %j is plain', (text) => {
  expect(yamlText([['k', text]])).toBe(`k: ${text}\n`)
})

test.each<[string, string]>([
  ['', '""'],
  ['on', '"on"'],
  ['Off', '"Off"'],
  ['y', '"y"'],
  ['N', '"N"'],
  ['YES', '"YES"'],
  ['true', '"true"'],
  ['null', '"null"'],
  ['~', '"~"'],
  ['12:30', '"12:30"'],
  ['2020-03-03', '"2020-03-03"'],
  ['1e5', '"1e5"'],
  ['0o17', '"0o17"'],
  ['0x1F', '"0x1F"'],
  ['1_000', '"1_000"'],
  ['.5', '".5"'],
  ['=', '"="'],
  ['<<', '"<<"'],
  ['-', '"-"'],
  ['---', '"---"'],
  ['...', '"..."'],
  [' a', '" a"'],
  ['a ', '"a "'],
  ['a: b', '"a: b"'],
  ['a #b', '"a #b"'],
  ['a, b', '"a, b"'],
  ['a?b', '"a?b"'],
  ['http://host/a', '"http://host/a"'],
  ['"a"', '"\\"a\\""'],
  ['\\', '"\\\\"'],
  ['a\nb', '"a\\nb"'],
  ['\t\r\b\f', '"\\t\\r\\b\\f"'],
  ['\u0000\u001b', '"\\u0000\\u001b"'],
  ['\u007f\u0085\u009f', '"\\u007f\\u0085\\u009f"'],
  ['\u2028\u2029', '"\\u2028\\u2029"'],
  ['\ufeff\ufffe\uffff', '"\\ufeff\\ufffe\\uffff"'],
  ['\ud800', '"\\ud800"'],
  ['é', '"é"'],
  ['学習率', '"学習率"'],
  ['\u00a0', '"\u00a0"'],
  ['😀', '"😀"'],
])('the text %j is written %s', (text, written) => {
  expect(yamlText([['k', text]])).toBe(`k: ${written}\n`)
})

test('keys are written by the rules of texts', () => {
  const inner = { on: 1, 'a b': 2, '': 3 }
  expect(
    yamlText([
      ['on', 1],
      ['a: b', 2],
      ['1', inner],
      ['é', 4],
    ]),
  ).toBe('"on": 1\n"a: b": 2\n"1": {"on": 1, a b: 2, "": 3}\n"é": 4\n')
})

test('a key that is too long for a reader to find its colon is announced', () => {
  const [short, long] = ['k'.repeat(1000), 'k'.repeat(1001)]
  expect(
    yamlText([
      [short, 1],
      [long, { [short]: 2, [long]: 3 }],
    ]),
  ).toBe(`${short}: 1\n? ${long}\n: {${short}: 2, ? ${long} : 3}\n`)
})

function readBack(entries: readonly (readonly [string, YamlValue])[]): unknown {
  return yamlValue(parseYaml(yamlText(entries), '/x.yaml'))
}

describe('what is written', () => {
  const numbers = NUMBERS.map((number) => (number === 0 ? 0 : number))
  const texts = [...new Set([...TEXTS, ...ASCII_TEXTS])]
  const entries = [
    ...[...texts, ...numbers, ...NESTED].map((value, index): [string, YamlValue] => [
      `value ${index}`,
      value,
    ]),
    ...texts.map((text): [string, YamlValue] => [text, { [text]: [text] }]),
  ]

  test('is read back equal', () => {
    expect(readBack(entries)).toEqual(Object.fromEntries(entries))
  })

  test('is the same to a reader of YAML 1.2', () => {
    expect(parse(yamlText(entries), { maxAliasCount: 0 })).toEqual(Object.fromEntries(entries))
  })

  test('is read back equal, whatever it is, by both', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const expected = Object.fromEntries(entries)
        expect(readBack(entries)).toEqual(expected)
        expect(parse(yamlText(entries), { maxAliasCount: 0 })).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })
})
