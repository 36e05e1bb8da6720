import type { Cell } from '../../../src/catalog/sheet'
import { coded } from '../../run/runs'
import { aRecord, idsOf, tableOf } from '../trees'

const tableWith = (values: Cell[]) =>
  tableOf(values.map((x, at) => aRecord({ id: String(at), params: x === undefined ? { y: 1 } : { x } })))

const MIXED: Cell[] = [
  undefined,
  'b',
  10,
  null,
  NaN,
  [2],
  true,
  -Infinity,
  'B',
  9,
  false,
  Infinity,
  [1, 5],
  'é',
]

test('numbers stand before texts, both before other values; NaN, null and no value stand last', () => {
  const sorted = tableWith(MIXED).sortBy('x').values('x')
  expect(sorted).toEqual([
    -Infinity,
    9,
    10,
    Infinity,
    'B',
    'b',
    'é',
    false,
    true,
    [1, 5],
    [2],
    NaN,
    null,
    undefined,
  ])
})

test('descending turns each kind around, and what has no value is last all the same', () => {
  const sorted = tableWith(MIXED).sortBy('x', { descending: true }).values('x')
  expect(sorted).toEqual([
    Infinity,
    10,
    9,
    -Infinity,
    'é',
    'b',
    'B',
    true,
    false,
    [2],
    [1, 5],
    NaN,
    null,
    undefined,
  ])
})

test.each([false, true])('equal ones stay as they are (descending: %j)', (descending) => {
  const table = tableWith([1, 0, 1, 0, 0, 1])
  const expected = descending ? ['0', '2', '5', '1', '3', '4'] : ['1', '3', '4', '0', '2', '5']
  expect(idsOf(table.sortBy('x', { descending }))).toEqual(expected)
})

test('ten stands behind nine, and a second column is sorted within the first', () => {
  const rows = [10, 9, 10].map((a, at) => aRecord({ id: String(at), params: { a, b: -at } }))
  expect(idsOf(tableOf(rows).sortBy('b').sortBy('a'))).toEqual(['1', '2', '0'])
})

test('a column that no run has, and an unknown option, are refused', () => {
  expect(() => tableWith([1]).sortBy('z')).toThrow(coded('EXMAN_COLUMN_UNKNOWN'))
  expect(() => tableWith([1]).sortBy('x', { desc: true } as object)).toThrow(coded('EXMAN_OPTION_UNKNOWN'))
})
