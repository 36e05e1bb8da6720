import { coded } from '../../run/runs'
import { aRecord, tableOf } from '../trees'

const run = (
  id: string,
  metrics: Record<string, number>,
  monitor = 'val_loss',
  mode: 'min' | 'max' = 'min',
) => aRecord({ id, metrics, monitor, mode })

const table = tableOf([
  run('a', { val_loss: 3, acc: 0.25, f1: 1 }),
  run('b', { val_loss: -Infinity, acc: 0.75 }),
  run('c', { val_loss: 1, acc: 0.5, f1: 2 }),
  run('d', { val_loss: NaN, acc: 0.75 }),
  run('e', { val_loss: 1 }, 'f1', 'max'),
])

test.each<[metric: string | undefined, options: { mode?: 'min' | 'max' }, id: string]>([
  [undefined, {}, 'c'],
  ['val_loss', {}, 'c'],
  ['val_loss', { mode: 'max' }, 'a'],
  ['acc', {}, 'b'],
  ['f1', {}, 'c'],
  ['metrics.acc', { mode: 'min' }, 'a'],
])('by %j with %j it is the finite best, the first of equals', (metric, options, id) => {
  expect(table.best(metric, options)?.id).toBe(id)
})

test('where no run has a finite value there is none', () => {
  expect(tableOf([run('b', { val_loss: NaN })]).best()).toBeUndefined()
})

test('a metric that no run has, and runs without an epoch, are errors', () => {
  expect(() => table.best('loss')).toThrow(coded('EXMAN_COLUMN_UNKNOWN'))
  expect(() => tableOf([aRecord()]).best()).toThrow(coded('EXMAN_RUN_NOT_FOUND', 'Name a metric'))
})
