import { dataDifferences, factDifferences } from '../../../src/catalog/compare/difference'
import type { Json } from '../../../src/params/types'
import type { Cell } from '../../../src/catalog/sheet'

test.each<[title: string, a: Json, b: Json, differences: [string, Cell, Cell][]]>([
  ['equal data', { lr: 0.1, layers: [1, { n: 2 }] }, { layers: [1, { n: 2 }], lr: 0.1 }, []],
  [
    'a value below',
    { model: { units: 32, n: 1 } },
    { model: { units: 64, n: 1 } },
    [['model.units', 32, 64]],
  ],
  [
    'what only one has',
    { a: 1 },
    { b: { c: 2 } },
    [
      ['a', 1, undefined],
      ['b', undefined, { c: 2 }],
    ],
  ],
  ['null is not the same as missing', { a: null }, {}, [['a', null, undefined]]],
  ['lists of one length, element by element', { l: [1, 2] }, { l: [1, 3] }, [['l.1', 2, 3]]],
  ['lists of other lengths, as a whole', { l: [1, 2] }, { l: [1] }, [['l', [1, 2], [1]]]],
  ['a number and its text', { a: 1 }, { a: '1' }, [['a', 1, '1']]],
  [
    'keys with dots and backslashes',
    { 'a.b': { 'c\\d': 1 } },
    { 'a.b': { 'c\\d': 2 } },
    [[String.raw`a\.b.c\\d`, 1, 2]],
  ],
  ['empty keys', { '': { '': 1 } }, { '': { '': 2 } }, [['.', 1, 2]]],
  ['a key that is not inherited', { toString: 1 }, {}, [['toString', 1, undefined]]],
  ['data of other kinds', [1], { a: 1 }, [['(root)', [1], { a: 1 }]]],
])('%s', (_title, a, b, differences) => {
  expect(dataDifferences(a, b).map(({ name, a, b }) => [name, a, b])).toEqual(differences)
})

test('of __proto__, which a file may hold, the value that is stored counts', () => {
  const [a, b] = ['{"__proto__":{"x":1}}', '{"__proto__":{"x":2}}'].map((text) => JSON.parse(text) as Json)
  expect(dataDifferences(a!, b!)).toEqual([{ name: '__proto__.x', a: 1, b: 2 }])
})

test('facts that are equal, or not known on both sides, are left out; null is not known', () => {
  expect(
    factDifferences([
      ['same', ['a', 1], ['a', 1]],
      ['nan', NaN, NaN],
      ['none', undefined, null],
      ['missing', 1, null],
      ['other', 1, 2],
    ]),
  ).toEqual([
    { name: 'missing', a: 1, b: undefined },
    { name: 'other', a: 1, b: 2 },
  ])
})
