import type { RunTable } from '../../src/catalog/run-table'
import { coded } from '../run/runs'
import { aRecord, idsOf, tableOf } from './trees'

const records = () =>
  [3, 1, 2].map((loss, at) =>
    aRecord({
      id: `exp-1/${at}`,
      params: { lr: at, layers: [at] },
      metrics: { loss },
      monitor: 'loss',
      mode: 'min',
    }),
  )

/** Each verb, as it is used. */
const VERBS: [name: string, use: (table: RunTable) => unknown][] = [
  ['where', (table) => table.where('lr > 0')],
  ['select', (table) => table.select('lr', 'loss')],
  ['sortBy', (table) => table.sortBy('loss', { descending: true })],
  ['take', (table) => table.take(2)],
  ['groupBy', (table) => [...table.groupBy('experiment')].map(({ runs }) => runs.sortBy('loss'))],
  ['aggregate', (table) => table.groupBy('experiment').aggregate('loss')],
  ['fold', (table) => table.fold('experiment')],
  ['best', (table) => table.best()],
  ['find', (table) => table.find('latest')],
  ['map', (table) => table.map(({ id }) => id)],
  ['rows', (table) => table.rows()],
  ['overview', (table) => table.overview().rows()],
  ['sheet', (table) => table.sheet()],
]

test.each(VERBS)('%s does not change its table', async (_name, use) => {
  const table = tableOf(records())
  const before = JSON.stringify([table, table.sheet(), table.differing()])
  await use(table)
  expect(JSON.stringify([table, table.sheet(), table.differing()])).toBe(before)
  expect(table.records).toEqual(records())
})

test('a table is gone through as often as wanted, and prints as its records', () => {
  const table = tableOf(records())
  expect([...table, ...table]).toHaveLength(6)
  expect(table).toHaveLength(3)
  expect(JSON.stringify(table)).toBe(JSON.stringify(records()))
})

test('select rules what rows, sheet and columns show, also after other verbs, and not what can be asked', () => {
  const table = tableOf(records()).select('loss', 'params.lr').where('layers.0 > 0').sortBy('loss')
  expect(table.rows()).toEqual([
    { loss: 1, 'params.lr': 1 },
    { loss: 2, 'params.lr': 2 },
  ])
  expect(table.sheet()).toMatchObject({
    columns: [{ name: 'loss', type: 'number' }, {}],
    rows: [
      [1, 1],
      [2, 2],
    ],
  })
  expect(table.values('id')).toEqual(['exp-1/1', 'exp-1/2'])
  expect(table.select('id').rows()).toEqual([{ id: 'exp-1/1' }, { id: 'exp-1/2' }])
  expect(() => table.select('id', 'none')).toThrow(coded('EXMAN_COLUMN_UNKNOWN'))
})

test('rows leave out what a run has no value of, and keep null', () => {
  const table = tableOf([aRecord({ params: { a: null } }), aRecord({ params: { b: 1 } })])
  expect(table.select('a', 'b').rows()).toEqual([{ a: null }, { b: 1 }])
})

test('take gives so many, or as many as there are', () => {
  const table = tableOf(records())
  expect([0, 2, 9].map((count) => idsOf(table.take(count)).length)).toEqual([0, 2, 3])
  for (const count of [-1, 1.5, NaN, '2', undefined])
    expect(() => table.take(count as number)).toThrow(coded('EXMAN_OPTION_INVALID'))
})
