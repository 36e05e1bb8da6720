import * as fc from 'fast-check'
import { differingPaths } from '../../src/params/differences'
import { isEqualJson } from '../../src/params/equal'
import { getAt, parsePath } from '../../src/params/path'
import type { Json } from '../../src/params/types'

test.each<[string, Json, Json, string[]]>([
  ['nothing', { a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, []],
  ['nothing: -0 is 0', { a: 0 }, { a: -0 }, []],
  ['a value', { a: 1, b: 2 }, { a: 1, b: 3 }, ['b']],
  ['a type', { a: 1 }, { a: '1' }, ['a']],
  ['null and an empty object', { a: null }, { a: {} }, ['a']],
  ['an empty array and an empty object', { a: [] }, { a: {} }, ['a']],
  ['an array and an object with the same keys', { a: ['x'] }, { a: { 0: 'x' } }, ['a']],
  ['nested values', { a: { b: { c: 1, d: 2 } } }, { a: { b: { c: 2, d: 3 } } }, ['a.b.c', 'a.b.d']],
  ['what only the first has, by its top', { a: { b: { c: 1 } } }, {}, ['a']],
  ['what only the second has, by its top', { a: {} }, { a: { b: { c: 1 } } }, ['a.b']],
  ['null that only one has', { a: null }, {}, ['a']],
  ['an object in the place of a value', { a: 1 }, { a: { b: 1 } }, ['a']],
  ['elements', { a: [1, 2, 3] }, { a: [1, 4, 5] }, ['a.1', 'a.2']],
  ['inside an element', { a: [{ b: 1, c: 2 }] }, { a: [{ b: 1, c: 3 }] }, ['a.0.c']],
  ['arrays in an array', [[1], [2]], [[1], [3]], ['1.0']],
  ['an array of another length', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }, 3] }, ['a']],
  ['an array within an element, of another length', [[1], [2]], [[1], [2, 3]], ['1']],
  ['the whole', 1, 2, ['(root)']],
  ['the whole, an array of another length', [], [1], ['(root)']],
  ['a key with a dot or a backslash', { 'a.b': { 'c\\': 1 } }, { 'a.b': { 'c\\': 2 } }, ['a\\.b.c\\\\']],
  ['an inherited name', { toString: 1 }, {}, ['toString']],
  [
    'a key that stands for the prototype elsewhere',
    JSON.parse('{ "__proto__": {} }') as Json,
    {},
    ['__proto__'],
  ],
  ['an inherited name that only the second has', {}, { constructor: 1 }, ['constructor']],
  [
    'the keys of the first in their order, then those of the second',
    { z: 1, b: { y: 1, x: 1 }, a: 1 },
    { c: 1, a: 2, b: { x: 2, w: 1, y: 2 }, z: 2, 10: 1 },
    ['z', 'b.y', 'b.x', 'b.w', 'a', '10', 'c'],
  ],
])('%s', (_, a, b, paths) => {
  expect(differingPaths(a, b)).toEqual(paths)
  expect(differingPaths(b, a).sort()).toEqual(paths.sort())
})

test('leaves both values as they are', () => {
  const [a, b] = [{ x: [1, { y: 2 }] }, { x: [1, { y: 3 }], z: 1 }]
  const before = structuredClone([a, b])
  differingPaths(a, b)
  expect([a, b]).toEqual(before)
})

test('there are none when the values are equal, and each that is told differs', () => {
  // Keys that a path can name, and few of them, so that many are in both.
  const key = fc.constantFrom('a', 'b', 'c.d', 'e\\f', '0')
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Json>(null, 0, 1, 'text', true),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }))
  fc.assert(
    fc.property(value, value, (a, b) => {
      const paths = differingPaths(a, b)
      expect(paths.length === 0).toBe(isEqualJson(a, b))
      for (const path of paths.filter((each) => each !== '(root)')) {
        const [left, right] = [a, b].map((whole) => getAt(whole, parsePath(path)))
        expect(left !== undefined || right !== undefined).toBe(true)
        expect(left !== undefined && right !== undefined && isEqualJson(left, right)).toBe(false)
      }
      expect(new Set(paths).size).toBe(paths.length)
    }),
  )
})
