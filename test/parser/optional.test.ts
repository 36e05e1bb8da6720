import { ArgumentParser } from 'argparse'
import { OptionError } from '../../src/errors'
import { optional, optionalType } from '../../src/parser/optional'

class Size {
  readonly width: number
  constructor(text: string) {
    this.width = Number(text)
  }
}

function evenNumber(text: string): number {
  const number = Number(text)
  if (number % 2 !== 0) throw new TypeError('odd')
  return number
}

const parsed = (type: (text: string) => unknown, text: string) => {
  const parser = new ArgumentParser({ prog: 'train', exit_on_error: false })
  parser.add_argument('--x', { type })
  return parser.parse_args<{ x?: unknown }>([`--x=${text}`]).x
}

test.each(['none', 'null', 'None', 'NULL', 'nOnE'])('%j is null for every type', (text) => {
  for (const type of [optional(), optional('int'), optional('bool'), optional(evenNumber), optional(Size)])
    expect(parsed(type, text)).toBeNull()
})

test.each([
  ['int', '1_000', optional('int'), 1000],
  ['float', '1e-3', optional('float'), 0.001],
  ['float', 'nan', optional('float'), NaN],
  ['float', '-inf', optional('float'), -Infinity],
  ['str', 'nothing', optional('str'), 'nothing'],
  ['str', '', optional('str'), ''],
  ['no type', '1', optional(), '1'],
  ['bool', 'off', optional('bool'), false],
  ['a function', '4', optional(evenNumber), 4],
  ['a class', '4', optional(Size), new Size('4')],
  ['an optional type', '4', optional(optional('int')), 4],
])('with %s, %j is converted', (_, text, type, value) => {
  expect(parsed(type, text)).toEqual(value)
})

test.each([
  [optional('int'), '1.5', "invalid optional int value: '1.5'"],
  [optional('float'), 'x', "invalid optional float value: 'x'"],
  [optional('float'), '', "invalid optional float value: ''"],
  [optional('bool'), 'maybe', "invalid bool value: 'maybe' (use yes or no"],
  [optional(evenNumber), '3', "invalid optional evenNumber value: '3'"],
  [optional((text) => evenNumber(text)), '3', "invalid optional value: '3'"],
])('%p refuses %j', (type, text, message) => {
  expect(() => parsed(type, text)).toThrow(`argument --x: ${message}`)
})

test('a default that is a text is converted as well', () => {
  const parser = new ArgumentParser({ prog: 'train' })
  parser.add_argument('--x', { type: optional('int'), default: 'none' })
  parser.add_argument('--y', { type: optional('int'), default: '7' })
  expect({ ...parser.parse_args([]) }).toEqual({ x: null, y: 7 })
})

test.each(['integer', 'toString', '', 1, null, {}])('%j is no type', (type) => {
  const make = () => optional(type as 'int')
  expect(make).toThrow(OptionError)
  expect(make).toThrow(
    expect.objectContaining({ code: 'EXMAN_OPTION_INVALID', option: 'type', value: type }) as Error,
  )
})

test('the message says what is allowed', () => {
  expect(() => optional('integer' as 'int')).toThrow(
    'The "type" option of optional must be "int", "float", "str", "bool" or a function, got "integer".',
  )
})

test('others can tell of what type an optional one is', () => {
  expect(optionalType(optional('float'))).toBe('float')
  expect(optionalType(optional())).toBe('str')
  expect(optionalType(optional(Size))).toBe(Size)
  expect(optionalType(evenNumber)).toBeUndefined()
  expect(optionalType('float')).toBeUndefined()
  expect(optionalType(undefined)).toBeUndefined()
})

// Never called: what it holds is only compiled.
function types() {
  const text: (text: string) => string | null = optional()
  const number: (text: string) => number | null = optional('int')
  const bool: (text: string) => boolean | null = optional('bool')
  const size: (text: string) => Size | null = optional(Size)
  const even: (text: string) => number | null = optional(evenNumber)
  // @ts-expect-error it may be null
  const never: (text: string) => number = optional('float')
  // @ts-expect-error there is no such type
  optional('integer')
  return [text, number, bool, size, even, never]
}

test('the types hold, as the type check tells', () => {
  expect(types).toBeDefined()
})
