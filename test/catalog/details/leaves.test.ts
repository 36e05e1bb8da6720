import { leavesOf } from '../../../src/catalog/details/leaves'
import type { Json } from '../../../src/params/types'

test.each<[title: string, data: Json, leaves: [string, Json][]]>([
  [
    'in the order of the data',
    { b: { z: 1, a: 'x' }, a: null },
    [
      ['b.z', 1],
      ['b.a', 'x'],
      ['a', null],
    ],
  ],
  ['a list of plain values is one', { layers: [64, [1, 2]] }, [['layers', [64, [1, 2]]]]],
  [
    'a list of objects is looked into',
    { layers: [{ n: 1 }, 2] },
    [
      ['layers.0.n', 1],
      ['layers.1', 2],
    ],
  ],
  [
    'empty data is a value',
    { a: {}, b: [] },
    [
      ['a', {}],
      ['b', []],
    ],
  ],
  ['dots and backslashes in keys are escaped', { 'a.b': { 'c\\': 1 } }, [[String.raw`a\.b.c\\`, 1]]],
  ['an empty key is one', { '': 1 }, [['', 1]]],
  ['a plain value has no path', 3, [['(root)', 3]]],
])('%s', (_title, data, leaves) => {
  expect(leavesOf(data).map(({ path, value }) => [path, value])).toEqual(leaves)
})
