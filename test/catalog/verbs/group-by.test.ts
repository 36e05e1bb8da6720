import type { RunTable } from '../../../src/catalog/run-table'
import type { JsonObject } from '../../../src'
import { coded } from '../../run/runs'
import { aRecord, idsOf, tableOf } from '../trees'

const keyed = (experiment: string, at: number, params: JsonObject = {}) =>
  aRecord({ id: `${experiment}/run--20-03-03--15-5${at}`, params, metrics: { loss: at }, seed: at })
const named = (number: number, params: JsonObject) =>
  aRecord({ id: `00000${number}-2020-03-03-15-52-10`, params, metrics: { loss: number } })

const groupsOf = (table: RunTable, ...columns: string[]) =>
  [...table.groupBy(...columns)].map(({ key, runs }) => [Object.values(key), runs.values('loss')])

test('by experiment, the seeds of each come together, in the order in which each came first', () => {
  const table = tableOf([keyed('exp-2', 1), keyed('exp-1', 2), keyed('exp-2', 3)])
  expect(groupsOf(table, 'experiment')).toEqual([
    [['exp-2'], [1, 3]],
    [['exp-1'], [2]],
  ])
})

test('numbered runs are of one experiment when their parameters are equal but for the seed', () => {
  const table = tableOf([
    named(1, { lr: 0.1, opt: { a: 1, b: 2 }, seed: 1 }),
    named(2, { lr: 0.2, opt: { a: 1, b: 2 }, seed: 1 }),
    named(3, { seed: 2, opt: { b: 2, a: 1 }, lr: 0.1 }),
    named(4, { lr: '0.1', opt: { a: 1, b: 2 } }),
    keyed('exp-1', 5, { lr: 0.1, opt: { a: 1, b: 2 } }),
  ])
  expect(groupsOf(table, 'experiment')).toEqual([
    [[undefined], [1, 3]],
    [[undefined], [2]],
    [[undefined], [4]],
    [['exp-1'], [5]],
  ])
})

test('values are told apart by kind; runs without one are a group; lists and objects go by what they hold', () => {
  const values = [
    1,
    '1',
    true,
    'true',
    null,
    undefined,
    [1, 2],
    '[1,2]',
    [1, 2],
    { a: 1, b: 2 },
    { b: 2, a: 1 },
    'none',
    NaN,
    'NaN',
    NaN,
  ]
  const records = values.map((x, at) =>
    aRecord({ params: x === undefined ? { y: 0 } : { x }, metrics: { loss: at } }),
  )
  expect(groupsOf(tableOf(records), 'x').map(([, losses]) => losses)).toEqual([
    ...[[0], [1], [2], [3], [4], [5], [6, 8], [7], [9, 10], [11], [12, 14], [13]],
  ])
})

test('by several columns, and by none', () => {
  const table = tableOf([1, 2, 3, 4].map((at) => named(at, { a: at % 2, b: at > 2 })))
  expect(groupsOf(table, 'a', 'b')).toEqual([
    [[1, false], [1]],
    [[0, false], [2]],
    [[1, true], [3]],
    [[0, true], [4]],
  ])
  expect(groupsOf(table)).toEqual([[[], [1, 2, 3, 4]]])
})

test('groups are tables, with the columns of all runs', () => {
  const table = tableOf([keyed('exp-1', 1, { lr: 1 }), keyed('exp-2', 2, { units: 3 })])
  const groups = table.groupBy('experiment')
  expect(groups).toHaveLength(2)
  const [first] = [...groups]
  expect(idsOf(first!.runs)).toEqual(['exp-1/run--20-03-03--15-51'])
  expect(first!.runs.values('units')).toEqual([undefined])
})

test('a column that no run has is refused', () => {
  expect(() => tableOf([keyed('exp-1', 1)]).groupBy('lr')).toThrow(coded('EXMAN_COLUMN_UNKNOWN'))
})
