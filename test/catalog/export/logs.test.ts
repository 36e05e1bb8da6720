import { csvText } from '../../../src/catalog/export/csv'
import { logCsv, logSheet, type RunLog } from '../../../src/catalog/export/logs'

const LOGS: RunLog[] = [
  {
    id: 'exp-1/run-1',
    rows: [
      { epoch: 1, seconds: 0.5, metrics: { loss: 0.9, val_loss: NaN } },
      { epoch: 2, seconds: 1, metrics: { loss: -Infinity } },
    ],
  },
  { id: 'empty', rows: [] },
  { id: 'exp-1/run-2', rows: [{ epoch: 1, seconds: 0, metrics: { '=acc': 1 } }] },
]

test('there is a row for each value of each metric', () => {
  const { columns, rows } = logSheet(LOGS)
  expect(columns.map(({ name, type }) => [name, type])).toEqual([
    ['run', 'text'],
    ['epoch', 'number'],
    ['seconds', 'number'],
    ['metric', 'text'],
    ['value', 'number'],
  ])
  expect(columns.map(({ kinds, missing }) => [Object.entries(kinds).flat().join(), missing])).toEqual(
    ['text,4', 'number,4', 'number,4', 'text,4', 'number,4'].map((kinds) => [kinds, 0]),
  )
  expect(rows).toEqual([
    ['exp-1/run-1', 1, 0.5, 'loss', 0.9],
    ['exp-1/run-1', 1, 0.5, 'val_loss', NaN],
    ['exp-1/run-1', 2, 1, 'loss', -Infinity],
    ['exp-1/run-2', 1, 0, '=acc', 1],
  ])
})

test.each([[{}], [{ formulas: 'keep' as const }]])('as CSV with %j it is the same table', (options) => {
  expect([...logCsv(LOGS, options)].join('')).toBe(csvText(logSheet(LOGS), options))
})

test('without logs the columns keep their types', () => {
  expect(logSheet([]).columns.map(({ type }) => type)).toEqual(['text', 'number', 'number', 'text', 'number'])
  expect([...logCsv([])]).toEqual(['run,epoch,seconds,metric,value\n'])
})

test('of many logs, one at a time is read', () => {
  let read = 0
  const logs = function* (): Generator<RunLog> {
    const rows = Array.from({ length: 100 }, (_, at) => ({
      epoch: at + 1,
      seconds: at,
      metrics: { loss: at },
    }))
    for (; ; read++) yield { id: `run-${read}`, rows }
  }
  logCsv(logs()).next()
  expect(read).toBeGreaterThan(10)
  expect(read).toBeLessThan(100)
})
