import * as fc from 'fast-check'
import { differingPaths, isEqualJson } from '../../src/params/equal'
import type { Json } from '../../src/params/types'

test.each<[Json, Json, string[]]>([
  [1, 1, []],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, []],
  [[1, 2], [1, 2], []],
  [null, null, []],
  [0, -0, []],
  [1, 2, ['(root)']],
  [1, '1', ['(root)']],
  [null, {}, ['(root)']],
  [[], {}, ['(root)']],
  [['a'], { 0: 'a' }, ['(root)']],
  [
    [1, 2],
    [2, 1],
    ['0', '1'],
  ],
  [[1], [1, null], ['1']],
  [{ a: 1 }, {}, ['a']],
  [{}, { a: null }, ['a']],
  [{ a: 1 }, { b: 1 }, ['a', 'b']],
  [{ a: {} }, { a: [] }, ['a']],
  [{ a: { 'b.c': [1, { d: 1 }] } }, { a: { 'b.c': [1, { d: 2 }] } }, ['a.b\\.c.1.d']],
  [{ a: { b: 1 } }, { a: null }, ['a']],
  [{ toString: 1 }, {}, ['toString']],
  [{}, { constructor: 1 }, ['constructor']],
  [JSON.parse('{ "__proto__": {} }') as Json, { a: 1 }, ['__proto__', 'a']],
])('%j and %j differ at %j', (a, b, paths) => {
  expect(differingPaths(a, b)).toEqual(paths)
  expect(isEqualJson(a, b)).toBe(paths.length === 0)
  expect(isEqualJson(b, a)).toBe(paths.length === 0)
})

test('two values are equal when no path differs', () => {
  const pair = fc.tuple(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }))
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const [left, right] = [a as Json, b as Json]
      expect(isEqualJson(left, structuredClone(left))).toBe(true)
      expect(isEqualJson(left, right)).toBe(differingPaths(left, right).length === 0)
    }),
  )
})
