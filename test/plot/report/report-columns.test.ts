import { reportColumns } from '../../../src/plot/report/report-columns'
import { ReportRoots } from '../../../src/plot/report/report-roots'
import type { CatalogRecord } from '../../../src/catalog/record'
import type { RunTable } from '../../../src/catalog/run-table'
import { aRecord, tableOf } from '../../catalog/trees'

const columnsOf = (runs: RunTable) =>
  reportColumns(runs, new ReportRoots(runs.records.map(({ root }) => root)))

const columnsOfRecords = (...records: Partial<CatalogRecord>[]) =>
  columnsOf(tableOf(records.map((fields, at) => aRecord({ id: `exp-1/run-${at + 1}`, ...fields }))))

const named = (name: string, columns: ReturnType<typeof columnsOf>) =>
  columns.find((column) => column.name === name)

test('the id stands first, and what no run has and the folders of this machine are left out', () => {
  const columns = columnsOfRecords({
    params: { lr: 0.1 },
    metrics: { loss: 1 },
    last: { loss: 2 },
    result: 3,
  })
  expect(columns.map(({ name, part }) => [name, part])).toEqual([
    ...['id', 'experiment', 'status', 'started', 'epochs', 'result'].map((name) => [name, 'field']),
    ['loss', 'metric'],
    ['last.loss', 'last'],
    ['lr', 'param'],
  ])
})

test('each different value stands there once; the ids, which all differ, need no index', () => {
  const columns = columnsOfRecords(
    { params: { lr: 0.1, layers: [64, 32] } },
    { params: { lr: 0.1, layers: [64, 32] } },
    {},
    { params: { lr: 0.01, layers: [] } },
  )
  expect(named('id', columns)).not.toHaveProperty('index')
  expect(named('lr', columns)).toMatchObject({ type: 'number', values: [0.1, 0.01], index: [0, 0, -1, 1] })
  expect(named('layers', columns)).toMatchObject({
    type: 'json',
    values: [[64, 32], []],
    index: [0, 0, -1, 1],
  })
})

test.each([
  ['numbers that JSON lacks', [NaN, Infinity, -Infinity, 1], 'number', ['NaN', 'Infinity', '-Infinity', 1]],
  ['true and false', [true, false], 'boolean', [true, false]],
  ['null alone', [null, null], 'empty', [null]],
  ['a number and the same as text', [1, '1'], 'mixed', [1, '1']],
  ['such numbers in a list', [[NaN, 1]], 'json', [['NaN', 1]]],
])('%s: %j are %s', (_, cells, type, values) => {
  const columns = columnsOfRecords(...cells.map((x) => ({ params: { x } })))
  expect(named('x', columns)).toMatchObject({ type, values })
})

test('parameters and metrics may have the names of what each object has, or of a field', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', 'status', 'dir', 'root']
  const all = Object.fromEntries(names.map((name, at) => [name, at]))
  const columns = columnsOfRecords({ params: all, metrics: all })
  for (const name of names) {
    const isField = ['status', 'dir', 'root'].includes(name)
    expect(named(isField ? `metrics.${name}` : name, columns)).toMatchObject({ part: 'metric' })
    expect(named(`params.${name}`, columns)).toMatchObject({ part: 'param', values: [all[name]] })
  }
})

test('several roots are told apart by the names of their folders, in problems, too', () => {
  const problem = (file: string) => ({
    code: 'EXMAN_FILE_INVALID',
    file: 'run.json',
    message: `Could not read ${file}: it is empty.`,
  })
  const columns = columnsOfRecords(
    { root: '/home/me/a', problem: problem('/home/me/a/exp-1/run-1/run.json') },
    { root: '/home/me/b', problem: problem('/home/me/b/exp-1/run-2/run.json') },
  )
  expect(named('root', columns)?.values).toEqual(['a', 'b'])
  expect(named('problem', columns)?.values).toEqual([
    'Could not read a/exp-1/run-1/run.json: it is empty.',
    'Could not read b/exp-1/run-2/run.json: it is empty.',
  ])
  expect(JSON.stringify(columns)).not.toContain('/home')
})

test('of a table with some columns selected only these are passed on, and the id', () => {
  const records = [1, 2].map((lr) => aRecord({ params: { lr, secret: 'x' }, metrics: { loss: lr } }))
  const columns = columnsOf(tableOf(records).select('loss', 'params.lr', 'dir', 'result'))
  expect(columns.map(({ name, part }) => [name, part])).toEqual([
    ['id', 'field'],
    ['loss', 'metric'],
    ['params.lr', 'param'],
    ['result', 'field'],
  ])
})

test('without runs there is the id', () => {
  expect(columnsOfRecords()).toEqual([{ name: 'id', part: 'field', type: 'empty', values: [] }])
})
