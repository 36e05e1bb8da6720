import { execFileSync, spawnSync } from 'node:child_process'
import * as fc from 'fast-check'
import { pythonJson } from '../../src/identity/python-json'
import type { Json } from '../../src/params/types'
import { anyCharacter } from '../any-character'

test.each<[Json, string]>([
  [null, 'null'],
  [true, 'true'],
  [false, 'false'],
  [0, '0'],
  [-7, '-7'],
  [1.5, '1.5'],
  [0.1, '0.1'],
  [0.1 + 0.2, '0.30000000000000004'],
  [0.0001, '0.0001'],
  [0.00012, '0.00012'],
  [0.00001, '1e-05'],
  [-0.00001, '-1e-05'],
  [1.5e-7, '1.5e-07'],
  [1e-100, '1e-100'],
  [5e-324, '5e-324'],
  [1e15, '1000000000000000'],
  [9007199254740991, '9007199254740991'],
  [9007199254740992, '9007199254740992.0'],
  [-9007199254740992, '-9007199254740992.0'],
  [1e16, '1e+16'],
  [12345678901234567000, '1.2345678901234567e+19'],
  [1e21, '1e+21'],
  [1e22, '1e+22'],
  [1.7976931348623157e308, '1.7976931348623157e+308'],
  [123456789.125, '123456789.125'],
  ['', '""'],
  ['a"b\\c/', '"a\\"b\\\\c/"'],
  ['\b\f\n\r\t\u0001\u007f', '"\\b\\f\\n\\r\\t\\u0001\\u007f"'],
  ['é\u2028\uffff', '"\\u00e9\\u2028\\uffff"'],
  ['😀', '"\\ud83d\\ude00"'],
  ['\ud800', '"\\ud800"'],
  [[], '[]'],
  [{}, '{}'],
  [[1, 'a', []], '[1, "a", []]'],
  [{ b: 1, a: { d: [2], c: 3 } }, '{"a": {"c": 3, "d": [2]}, "b": 1}'],
  [{ b: 1, B: 2, é: 3, '': 4, 10: 5, 9: 6 }, '{"": 4, "10": 5, "9": 6, "B": 2, "b": 1, "\\u00e9": 3}'],
  // By UTF-16 units the emoji would come first.
  [{ '😀': 1, '\uffff': 2 }, '{"\\uffff": 2, "\\ud83d\\ude00": 1}'],
  [{ ab: 1, a: 2 }, '{"a": 2, "ab": 1}'],
])('%j is %s', (value, text) => {
  expect(pythonJson(value)).toBe(text)
})

const anyText = fc.string({ unit: anyCharacter, maxLength: 6 }).filter((text) => text !== '__proto__')
const anyNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
  // Around the powers of ten at which the two languages change their form.
  fc
    .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -30, max: 30 }))
    .map(([digits, power]) => Number(`${digits}e${power}`)),
)
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, true, false),
    anyNumber.map((number) => (number === 0 ? 0 : number)),
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

test('any value reads back equal', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(JSON.parse(pythonJson(value))).toEqual(value)
    }),
  )
})

const PYTHON = `
import json, sys
def plain(value):
    # What JavaScript cannot tell apart: a whole-number float is an int while it is safe, any larger number a float.
    if isinstance(value, dict): return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list): return [plain(entry) for entry in value]
    if isinstance(value, bool) or not isinstance(value, (int, float)): return value
    if abs(value) < 2 ** 53: return int(value) if value == int(value) else value
    return float(value)
for line in sys.stdin: print(json.dumps(plain(json.loads(line)), sort_keys=True))
`
const hasPython = spawnSync('python3', ['--version']).status === 0
const testWithPython = hasPython ? test : test.skip

testWithPython('4,000 random values are what python3 prints (skipped where there is no python3)', () => {
  const values = fc.sample(anyValue, { numRuns: 4000, seed: 7 })
  const input = values.map((value) => `${JSON.stringify(value)}\n`).join('')
  const printed = execFileSync('python3', ['-c', PYTHON], { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  expect(values.map(pythonJson)).toEqual(printed.trimEnd().split('\n'))
})
