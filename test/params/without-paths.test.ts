import { withoutPath } from '../../src/params/without-paths'
import type { Json } from '../../src/params/types'

test.each<[string, Json, string[], Json]>([
  ['a key', { a: 1, b: 2 }, ['a'], { b: 2 }],
  ['a nested key', { a: { b: 1, c: 2 } }, ['a', 'b'], { a: { c: 2 } }],
  ['a whole group', { a: { b: 1 }, c: 2 }, ['a'], { c: 2 }],
  ['a key inside an array element', { a: [{ b: 1, c: 2 }] }, ['a', '0', 'b'], { a: [{ c: 2 }] }],
  ['a whole array', { a: [1], b: 2 }, ['a'], { b: 2 }],
  ['the object that it empties', { a: 1, b: { c: 2 } }, ['b', 'c'], { a: 1 }],
  ['all objects that it empties', { a: 1, b: { c: { d: 2 } } }, ['b', 'c', 'd'], { a: 1 }],
  ['not the top value', { a: { b: 1 } }, ['a', 'b'], {}],
  ['not an array element that it empties', { a: [{ b: 1 }] }, ['a', '0', 'b'], { a: [{}] }],
  ['not an object that was empty before', { a: {}, b: 1 }, ['b'], { a: {} }],
])('takes out %s', (_, value, path, expected) => {
  const before = structuredClone(value)
  expect(withoutPath(value, path)).toStrictEqual(expected)
  expect(value).toEqual(before)
})

test.each<[string, Json, string[]]>([
  ['the key', { a: 1 }, ['b']],
  ['the group', { a: 1 }, ['b', 'c']],
  ['the array element', { a: [1] }, ['a', '1']],
  ['an index: the key leads into an array', { a: [{ b: 1 }] }, ['a', 'b']],
  ['an object: the key leads into a text', { a: 'text' }, ['a', '0']],
  ['an own key: it is inherited', { a: 1 }, ['toString']],
  ['the nested key of an empty object', { a: {} }, ['a', 'b']],
])('gives the same value where there is not %s', (_, value, path) => {
  expect(withoutPath(value, path)).toBe(value)
})

test('copies only what it changes', () => {
  const value = { a: { b: 1, c: 2 }, d: { e: 3 } }
  expect((withoutPath(value, ['a', 'b']) as typeof value).d).toBe(value.d)
})

test('refuses to take out an array element, naming the option', () => {
  const source = { option: 'neutralParams', path: 'model.layers.0' }
  const remove = () => withoutPath({ layers: [1, 2] }, ['layers', '0'], source)
  expect(remove).toThrow(
    expect.objectContaining({
      name: 'OptionError',
      code: 'EXMAN_OPTION_INVALID',
      option: 'neutralParams',
      value: 'model.layers.0',
      message:
        'The "neutralParams" option cannot take the path "model.layers.0": it ends on an array element, and removing that ' +
        'would shift the others. Name the whole array, or a key inside the element.',
    }) as Error,
  )
})
