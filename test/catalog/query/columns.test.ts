import { columnsOf } from '../../../src/catalog/query/columns'
import { parseQuery } from '../../../src/catalog/query/parse'
import type { Query } from '../../../src/catalog/query/query'

test.each<[Query, string[]]>([
  [{}, []],
  [{ status: 'done', 'training.lr': { gt: 0, lt: 1 } }, ['status', 'training.lr']],
  [{ or: [{ b: 1 }, { a: 1 }], not: { c: 1, b: 2 }, a: 3 }, ['b', 'a', 'c']],
  [{ and: [{ lr: { gt: 0 } }, { lr: { lt: 1 } }] }, ['lr']],
  [{ a: { and: 1, or: 2, b: 3 } }, ['a']],
  [{ constructor: 1 }, ['constructor']],
])('%j asks of %j', (query, columns) => {
  expect(columnsOf(query)).toEqual(columns)
})

test('of a text in the order in which they stand', () => {
  expect(columnsOf(parseQuery('z = 1 and (a ~ x or not `m n` is missing) and z < 2 and `and` = 1'))).toEqual([
    'z',
    'a',
    'm n',
    'params.and',
  ])
})
