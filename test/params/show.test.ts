import { runInNewContext } from 'node:vm'
import { show, showText } from '../../src/params/show'

class Layer {
  units = 3
}

test.each([
  ['a text in quotes', 'Adam', '"Adam"'],
  ['a long text cut', 'x'.repeat(100_000), `"${'x'.repeat(60)}…"`],
  ['a number', 0.1, '0.1'],
  ['minus zero', -0, '-0'],
  ['NaN', NaN, 'NaN'],
  ['a bigint', 12n, '12n'],
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
  ['a symbol', Symbol('seed'), 'Symbol(seed)'],
  ['a function by its name', function relu() {}, 'function relu'],
  ['a function without a name', () => {}, 'function (no name)'],
  ['a class by its name', Layer, 'class Layer'],
  ['a short array', [1, 'a'], '[1, "a"]'],
  ['a long array cut', [1, 2, 3, 4, 5], '[1, 2, 3, … 2 more]'],
  ['an empty array', [], '[]'],
  ['a hole', Array(1), '[(hole)]'],
  ['an object', { lr: 0.1 }, '{ lr: 0.1 }'],
  ['a large object cut', { a: 1, b: 2, c: 3, d: 4 }, '{ a: 1, b: 2, c: 3, … 1 more }'],
  ['what is nested deeper in brief', { a: { b: 1 }, c: [1], d: {} }, '{ a: {…}, c: […], d: {} }'],
  ['a Date', new Date(0), 'Date(1970-01-01T00:00:00.000Z)'],
  ['a Date of another realm', runInNewContext('new Date(0)'), 'Date(1970-01-01T00:00:00.000Z)'],
  ['an invalid Date', new Date(NaN), 'Date(invalid)'],
  ['a Map', new Map([[1, 2]]), 'Map(1)'],
  ['a Set', new Set([1, 2]), 'Set(2)'],
  ['a typed array', new Float32Array(4), 'Float32Array(4)'],
  ['an instance', new Layer(), 'an instance of Layer'],
  ['an instance of a class without a name', new (class {})(), 'an instance of a class without a name'],
])('shows %s', (_, value, shown) => {
  expect(show(value)).toBe(shown)
})

const throwing = () => {
  throw new Error('looked at')
}

test.each<[string, () => unknown, string]>([
  [
    'a getter is not run',
    () => Object.defineProperty({}, 'a', { get: throwing, enumerable: true }),
    '{ a: (getter) }',
  ],
  ['a proxy that throws', () => new Proxy({}, { getPrototypeOf: throwing, ownKeys: throwing }), '(object)'],
  ['a name that throws', () => Object.defineProperty(() => {}, 'name', { get: throwing }), '(function)'],
  [
    'a cycle',
    () => {
      const a: Record<string, unknown> = {}
      a.a = a
      return a
    },
    '{ a: {…} }',
  ],
])('never throws: %s', (_, make, shown) => {
  expect(show(make())).toBe(shown)
})

test('is short whatever it is given', () => {
  const keys = Object.fromEntries(
    Array.from({ length: 5 }, (_, index) => [`${index}`.repeat(500), 'y'.repeat(500)]),
  )
  expect(show(keys).length).toBeLessThan(130)
  expect(show({ ['\u202e'.repeat(500)]: 1 }).length).toBeLessThan(800)
})

test.each([
  ['escape codes', '\u001b[31mred', '\\u001b[31mred'],
  ['a newline', 'a\nb', '\\u000a'],
  ['DEL and C1', '\u007f\u009b', '\\u007f\\u009b'],
  ['marks that reorder text', 'a\u202eb', 'a\\u202eb'],
  ['a lone surrogate', 'a\ud800b', 'a\\ud800b'],
])('showText escapes %s', (_, text, escaped) => {
  expect(showText(text)).toContain(escaped)
  expect(show({ [text]: [text] })).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/)
})

test('showText leaves backslashes, accents and emoji as they are', () => {
  expect(showText('a\\.b é 😀')).toBe('a\\.b é 😀')
})
