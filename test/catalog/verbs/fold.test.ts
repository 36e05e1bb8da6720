import type { RunTable } from '../../../src/catalog/run-table'
import { coded } from '../../run/runs'
import { aRecord, tableOf } from '../trees'

const run = (experiment: string, seed: number, acc: number, params: Record<string, number>) =>
  aRecord({
    ...{ id: `${experiment}/run--20-03-03--15-5${seed}`, seed, params: { ...params, fixed: 1 } },
    ...{ metrics: { acc, loss: 1 - acc }, monitor: 'acc', mode: 'max' },
  })

const table = tableOf([
  run('exp-1', 1, 0.25, { lr: 0.1 }),
  run('exp-1', 2, 0.75, { lr: 0.1 }),
  run('exp-2', 1, 0.5, { lr: 0.2 }),
])

const NAMES = ['runs', 'acc.n', 'acc.mean', 'acc.std', 'acc.best']

test('has a row for each group: the parameters that differ between groups, and the monitored metric over the runs', () => {
  const { columns, rows } = table.fold('experiment')
  expect(columns.map(({ name }) => name)).toEqual(['experiment', 'lr', ...NAMES])
  expect(rows).toEqual([
    ['exp-1', 0.1, 2, 2, 0.5, Math.sqrt(0.125), 0.75],
    ['exp-2', 0.2, 1, 1, 0.5, undefined, 0.5],
  ])
})

test.each<[options: Parameters<RunTable['fold']>[1], best: number[]]>([
  [{ metric: 'loss' }, [0.25, 0.5]],
  [{ metric: 'loss', mode: 'max' }, [0.75, 0.5]],
  [{ mode: 'min' }, [0.25, 0.5]],
])('with %j the best are %j', (options, best) => {
  expect(table.fold('experiment', options).rows.map((row) => row.at(-1))).toEqual(best)
})

test('a parameter that varies within a group is not shown, nor the one that was folded by', () => {
  const mixed = tableOf([...table, run('exp-2', 2, 1, { lr: 0.3 })])
  expect(mixed.fold('experiment').columns.map(({ name }) => name)).toEqual(['experiment', ...NAMES])
  expect(table.fold('lr').columns.map(({ name }) => name)).toEqual(['lr', ...NAMES])
  expect(table.fold(['lr', 'seed']).rows).toHaveLength(3)
})

test('numbered runs have no experiment to show, and are folded all the same', () => {
  const records = [1, 2, 3].map((seed) =>
    aRecord({
      ...run('', seed, seed, {}),
      id: `00000${seed}-2020-03-03-15-52-10`,
      experiment: null,
      params: { seed, lr: seed % 2 },
    }),
  )
  const { columns, rows } = tableOf(records).fold('experiment')
  expect(columns.map(({ name }) => name)).toEqual(['lr', ...NAMES])
  expect(rows.map(([lr, runs]) => [lr, runs])).toEqual([
    [1, 2],
    [0, 1],
  ])
})

test('a metric that no run has, a mode that is none, and runs without an epoch are errors', () => {
  expect(() => table.fold('experiment', { metric: 'f1' })).toThrow(coded('EXMAN_COLUMN_UNKNOWN'))
  expect(() => table.fold('experiment', { mode: 'best' as 'min' })).toThrow(coded('EXMAN_OPTION_INVALID'))
  expect(() => tableOf([aRecord()]).fold('experiment')).toThrow(coded('EXMAN_RUN_NOT_FOUND', 'Name a metric'))
})
