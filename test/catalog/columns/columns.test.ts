import type { RunTable } from '../../../src/catalog/run-table'
import type { Cell } from '../../../src/catalog/sheet'
import type { CatalogRecord } from '../../../src/catalog/record'
import { coded } from '../../run/runs'
import { aRecord, tableOf } from '../trees'

const tableWith = (...fields: Partial<CatalogRecord>[]) => tableOf(fields.map((each) => aRecord(each)))

/** Parameters as JSON gives them: with `__proto__` as a key of their own. */
const jsonOf = (text: string) => JSON.parse(text) as CatalogRecord['params']

const withX = (x: Cell): Partial<CatalogRecord> => (x === undefined ? {} : { params: { x } })

const FIXED = ['id', 'experiment', 'status', 'started', 'epochs', 'dir', 'root']
const namesOf = (table: RunTable) =>
  table
    .columns()
    .map(({ name }) => name)
    .filter((name) => !FIXED.includes(name))

test('fields come first, then metrics at the best and at the last epoch, parameters by path, and results', () => {
  const table = tableWith({
    ...{ params: { training: { lr: 0.1 }, model: { units: 2 } }, result: { test: { accuracy: 1 } } },
    ...{ metrics: { loss: 1, acc: 2 }, last: { loss: 3 }, seed: 7, monitor: 'loss', marks: ['a', 'b'] },
  })
  expect(table.columns().map(({ name }) => name)).toEqual([
    ...['id', 'experiment', 'status', 'started', 'epochs', 'seed', 'monitor', 'marks', 'dir', 'root'],
    ...['loss', 'acc', 'last.loss', 'training.lr', 'model.units', 'result.test.accuracy'],
  ])
  expect(table.select('marks', 'last.loss', 'result.test.accuracy', 'result').rows()).toEqual([
    { marks: 'a, b', 'last.loss': 3, 'result.test.accuracy': 1, result: { test: { accuracy: 1 } } },
  ])
})

test.each<[values: Cell[], type: string, kinds: object, missing: number]>([
  [[1, NaN, -Infinity], 'number', { number: 3 }, 0],
  [['a', ''], 'text', { text: 2 }, 0],
  [[true, null, undefined], 'boolean', { boolean: 1, null: 1 }, 1],
  [[[1], [], {}], 'json', { json: 3 }, 0],
  [[1, 'auto', undefined], 'mixed', { number: 1, text: 1 }, 1],
  [[null, undefined], 'empty', { null: 1 }, 1],
])('the values %j make a column that is %s', (values, type, kinds, missing) => {
  const table = tableWith(...values.map(withX))
  expect(table.select('x').columns()).toEqual([{ name: 'x', type, kinds, missing }])
  expect(table.values('x')).toEqual(values)
})

describe('a name', () => {
  const table = tableWith({
    params: { loss: 'mse', status: 'on', acc: 5, params: { x: 6 }, last: { loss: 7 }, id: 8, 'a.b': 9 },
    metrics: { loss: 1, id: 2, 'a/b': 3, 'a.b': 4, constructor: 10 },
    last: { loss: 11, 'a.b': 12 },
    result: { loss: 13 },
  })

  test.each<[name: string, value: Cell]>([
    ['status', 'done'],
    ['params.status', 'on'],
    ['id', 'exp-1-2/run--20-03-03--15-52'],
    ['metrics.id', 2],
    ['params.id', 8],
    ['loss', 1],
    ['metrics.loss', 1],
    ['params.loss', 'mse'],
    ['last.loss', 11],
    ['params.last.loss', 7],
    ['result.loss', 13],
    ['acc', 5],
    ['params.params.x', 6],
    ['a/b', 3],
    ['a.b', 4],
    ['last.a.b', 12],
    ['a\\.b', 9],
    ['params.a\\.b', 9],
    ['constructor', 10],
    ['metrics', { loss: 1, id: 2, 'a/b': 3, 'a.b': 4, constructor: 10 }],
  ])('%s stands for a field, then a metric, then a parameter', (name, value) => {
    expect(table.values(name)).toEqual([value])
  })

  test('of every column gives the values of that column', () => {
    const { columns, rows } = table.sheet()
    const found = columns.map(({ name }) => table.values(name)[0])
    expect(found).toEqual(rows[0])
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length)
  })

  test.each([
    'toString',
    '__proto__',
    'valueOf',
    'metrics.valueOf',
    'params.__proto__',
    'last.',
    'a\\',
    '',
    '.',
    'a..b',
  ])('%j, which no run has, is refused', (name) =>
    expect(() => table.values(name)).toThrow(coded('EXMAN_COLUMN_UNKNOWN')),
  )

  test('that is nearly one is refused with the one that was meant', () => {
    const { columns } = { columns: tableWith({ params: { training: { lr: 1 } }, metrics: { val_loss: 1 } }) }
    expect(() => columns.values('lr')).toThrow(coded('EXMAN_COLUMN_UNKNOWN', 'Did you mean "training.lr"?'))
    expect(() => columns.sortBy('val_los')).toThrow(coded('EXMAN_COLUMN_UNKNOWN', 'Did you mean "val_loss"?'))
  })
})

// Y1
test('__proto__ and constructor are keys like others, or none, and change no object', () => {
  const params = jsonOf(
    '{ "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "x": 2 } }, "y": { "__proto__": 3 } }',
  )
  const table = tableWith({ params, metrics: { constructor: 1 }, result: params })
  expect(namesOf(table)).toContain('constructor.prototype.x')
  expect(namesOf(table).filter((name) => name.includes('__proto__'))).toEqual([])
  expect(table.where({ 'constructor.prototype.x': 2 })).toHaveLength(1)
  expect(table.groupBy('experiment').aggregate('constructor.prototype.x')).toMatchObject([{ n: 1, mean: 2 }])
  expect(table.rows()).toHaveLength(1)
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
  expect(({} as { x?: number }).x).toBeUndefined()
})

test.each([
  ['loss', 'loss'],
  ['metrics.loss', 'loss'],
  ['last.acc', 'acc'],
  ['metrics.seconds', 'seconds'],
  ['last.a.b', 'a.b'],
  ['seconds', undefined],
  ['last.loss', undefined],
  ['metrics.acc', undefined],
  ['last', undefined],
  ['x', undefined],
  ['params.loss', undefined],
  ['nothing', undefined],
])('the metric of the column %s is %s', (column, metric) => {
  const { table } = tableWith({
    ...{ metrics: { loss: 1, seconds: 2 }, last: { acc: 1, 'a.b': 2 } },
    params: { x: 1, loss: 2 },
  })
  expect(table.known.metricOf(column)).toBe(metric)
})

test.each([
  ...['loss', 'metrics.loss', 'last.acc', 'result.score', 'seconds', 'epochs', 'bestEpoch'].map(
    (name) => [name, true] as const,
  ),
  ...['x', 'params.loss', 'params.seconds', 'result.given', 'seed', 'started', 'nothing'].map(
    (name) => [name, false] as const,
  ),
])('whether the column %s is measured: %s', (column, expected) => {
  const params = { x: 1, loss: 2, seconds: 3, result: { given: 1 } }
  const { table } = tableWith({ metrics: { loss: 1 }, last: { acc: 1 }, result: { score: 1 }, params })
  expect(table.known.isMeasured(column)).toBe(expected)
})

describe('lists', () => {
  const table = tableWith(
    { params: { layers: [64, 32], blocks: [{ units: 1 }, { units: 2 }], none: [], empty: {} } },
    { params: { layers: 'auto', blocks: [{ units: 3 }] } },
  )

  test('of plain values are one value, and those of objects are looked into', () => {
    expect(namesOf(table)).toEqual(['layers', 'blocks.0.units', 'blocks.1.units', 'none', 'empty'])
    expect(table.select('layers').columns()).toMatchObject([{ type: 'mixed', kinds: { json: 1, text: 1 } }])
    expect(table.values('blocks.1.units')).toEqual([2, undefined])
  })

  test('can be asked for an element, or as a whole', () => {
    expect(table.values('layers.1')).toEqual([32, undefined])
    expect(table.values('layers.9')).toEqual([undefined, undefined])
    expect(table.values('blocks')).toEqual([[{ units: 1 }, { units: 2 }], [{ units: 3 }]])
    expect(table.values('params')).toEqual(table.records.map(({ params }) => params))
  })
})

describe('differing', () => {
  test('names the metrics and parameters that are not the same in all runs of the table, also where one has none', () => {
    const table = tableWith(
      { params: { a: 1, b: { x: 1, y: 2 }, c: 1, n: null, l: [1, 2] }, metrics: { loss: 1, acc: NaN } },
      { params: { a: 1, b: { y: 2, x: 1 }, n: null, l: [2, 1] }, metrics: { loss: 2, acc: NaN } },
      { params: { a: 1, b: { x: 1, y: 2 }, c: 1, l: [1, 2] }, metrics: { loss: 1, acc: NaN } },
    )
    expect(table.differing()).toEqual(['loss', 'c', 'n', 'l'])
    expect(table.where(({ metrics }) => metrics['loss'] === 1).differing()).toEqual(['n'])
    expect(table.take(1).differing()).toEqual([])
  })
})
