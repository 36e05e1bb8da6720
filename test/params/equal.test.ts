import * as fc from 'fast-check'
import { isEqualJson } from '../../src/params/equal'
import type { Json } from '../../src/params/types'

test.each<[Json, Json, boolean]>([
  [1, 1, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [[1, 2], [1, 2], true],
  [null, null, true],
  [0, -0, true],
  [1, 2, false],
  [1, '1', false],
  [null, {}, false],
  [[], {}, false],
  [['a'], { 0: 'a' }, false],
  [[1, 2], [2, 1], false],
  [[1], [1, null], false],
  [{ a: 1 }, {}, false],
  [{}, { a: null }, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: {} }, { a: [] }, false],
  [{ a: { 'b.c': [1, { d: 1 }] } }, { a: { 'b.c': [1, { d: 2 }] } }, false],
  [{ a: { b: 1 } }, { a: null }, false],
  [{ toString: 1 }, {}, false],
  [{}, { constructor: 1 }, false],
  [JSON.parse('{ "__proto__": {} }') as Json, { a: 1 }, false],
])('%j and %j are equal: %p', (a, b, expected) => {
  expect(isEqualJson(a, b)).toBe(expected)
  expect(isEqualJson(b, a)).toBe(expected)
})

test('two values are equal when their JSON is, but for the order of keys', () => {
  const sorted = (value: unknown): unknown =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  const text = (value: Json) => JSON.stringify(value, (_, child: unknown) => sorted(child))
  const pair = fc.tuple(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }))
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const [left, right] = [a as Json, b as Json]
      expect(isEqualJson(left, structuredClone(left))).toBe(true)
      expect(isEqualJson(left, right)).toBe(text(left) === text(right))
    }),
  )
})
