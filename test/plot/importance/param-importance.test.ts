import { paramImportance } from '../../../src'
import { RunTable } from '../../../src/catalog/run-table'
import type { CatalogRecord } from '../../../src/catalog/record'
import type { JsonObject } from '../../../src/params/types'
import { coded } from '../../run/runs'
import { numbersFrom } from '../figures'
import { aRun } from '../figure/some-runs'

/** An experiment for each of so many, with these parameters and this score. */
function table(
  count: number,
  paramsOf: (at: number) => JsonObject,
  scoreOf: (at: number) => number,
  more: (at: number) => Partial<CatalogRecord> = () => ({}),
): RunTable {
  const records = Array.from({ length: count }, (_, at) => {
    const val_acc = scoreOf(at)
    return aRun(`exp-${at}`, at, {
      params: paramsOf(at),
      metrics: { val_acc },
      last: { val_acc },
      ...more(at),
    })
  })
  return new RunTable(records)
}

const bar = (parameter: string, correlation: number, more: object = {}) =>
  expect.objectContaining({
    parameter,
    correlation: expect.closeTo(correlation, 9) as number,
    ...more,
  }) as object

const OPTIMIZERS = ['adam', 'sgd', 'rmsprop', 'adagrad']

/** Scores that grow with the rate, fall with the dropout, and differ by the optimizer; the comment tells nothing. */
const many = (count = 60): RunTable => {
  const random = numbersFrom(9)
  const rows = Array.from({ length: count }, (_, at) => {
    const [lr, dropout, optimizer] = [
      10 ** (-4 * random()),
      Math.floor(random() * 4) / 10,
      OPTIMIZERS[at % 4]!,
    ]
    const score = Math.log10(lr) - 4 * dropout + (at % 4) * 0.4 + 0.3 * random()
    return { score, params: { training: { lr, optimizer }, model: { dropout }, comment: `number ${at}` } }
  })
  return table(
    count,
    (at) => rows[at]!.params,
    (at) => rows[at]!.score,
  )
}

test('each parameter in which experiments differ, the closest first', () => {
  const bars = paramImportance(many(), 'val_acc')
  expect(bars.map(({ parameter, isSigned, n }) => ({ parameter, isSigned, n }))).toEqual([
    { parameter: 'training.lr', isSigned: true, n: 60 },
    { parameter: 'model.dropout', isSigned: true, n: 60 },
    { parameter: 'training.optimizer', isSigned: false, n: 60 },
  ])
  const [lr, dropout, optimizer] = bars
  expect(lr!.correlation).toBeGreaterThan(0.7)
  expect(dropout!.correlation).toBeLessThan(-0.2)
  expect(optimizer!.correlation).toBeGreaterThan(0)
  for (const { correlation, low, high } of bars) {
    expect(low!).toBeLessThanOrEqual(correlation)
    expect(high!).toBeGreaterThanOrEqual(correlation)
    expect(high! - low!).toBeGreaterThan(0.05)
    expect(high! - low!).toBeLessThan(0.8)
  }
})

test('the usual metric is the one that is monitored', () => {
  expect(paramImportance(many())).toEqual(paramImportance(many(), 'val_acc'))
})

test('runs in another order give the same numbers, also where scores are equal', () => {
  const records = many().records.map((record) => ({
    ...record,
    metrics: { val_acc: Math.round(record.metrics['val_acc']!) },
  }))
  const expected = paramImportance(new RunTable(records))
  for (const step of [7, 11, 23]) {
    const shuffled = records.map((_, at) => records[(at * step) % records.length]!)
    expect(paramImportance(new RunTable(shuffled))).toEqual(expected)
  }
})

test('equal seeds make equal scores, whatever their order, though sums of them differ in the last digit', () => {
  const values = [0.1, 0.2, 0.7, 0.3]
  const runs = Array.from({ length: 12 }, (_, at) =>
    values.map((_, place) => {
      const seed = (place * (at % 2 === 0 ? 1 : 3) + at) % 4
      return aRun(`exp-${at}`, seed, { params: { lr: at }, metrics: { val_acc: values[seed]! } })
    }),
  )
  expect(paramImportance(new RunTable(runs.flat()))).toEqual([bar('lr', 0, { low: null, high: null })])
})

test('a scale that keeps the order of the metric, or of a parameter, changes nothing', () => {
  const bars = paramImportance(many())
  const scaled = new RunTable(
    many().records.map((record) => {
      const { lr, optimizer } = record.params['training'] as { lr: number; optimizer: string }
      const params = { ...record.params, training: { lr: Math.log(lr), optimizer } }
      return { ...record, params, metrics: { val_acc: Math.exp(record.metrics['val_acc']!) } }
    }),
  )
  expect(paramImportance(scaled)).toEqual(bars)
})

test('the seeds of an experiment are folded to their mean', () => {
  const runs = [0, 1, 2].flatMap((lr) =>
    [0, 1, 2].map((seed) =>
      aRun(`exp-${lr}`, seed, { params: { lr }, metrics: { val_acc: lr + 10 * (seed - 1) }, seed }),
    ),
  )
  expect(paramImportance(new RunTable(runs))).toEqual([
    { parameter: 'lr', correlation: 1, low: null, high: null, isSigned: true, n: 3 },
  ])
})

test('numbered runs that differ in the seed alone are one experiment, and the seed is no parameter', () => {
  const runs = [0, 1, 2].flatMap((lr) =>
    [0, 1].map((seed) =>
      aRun(`${lr}${seed}`, seed, {
        experiment: null,
        params: { lr, seed: 10 * lr + seed },
        metrics: { val_acc: -lr },
      }),
    ),
  )
  expect(paramImportance(new RunTable(runs))).toEqual([bar('lr', -1, { n: 3 })])
})

test.each<[string, (at: number) => JsonObject, object]>([
  [
    'true and false have an order',
    (at) => ({ p: at > 5 }),
    bar('p', Math.sqrt(108 / 143), { isSigned: true, n: 12 }),
  ],
  ['false for high scores', (at) => ({ p: at < 6 }), bar('p', -Math.sqrt(108 / 143), { isSigned: true })],
  [
    'texts have none',
    (at) => ({ p: at > 5 ? 'a' : 'b' }),
    bar('p', Math.sqrt(1 - ((35 / 143) * 11) / 10), { isSigned: false }),
  ],
])('of two values: %s', (_, paramsOf, expected) => {
  expect(paramImportance(table(12, paramsOf, (at) => at))).toEqual([expected])
})

test.each<[string, (at: number) => JsonObject, object]>([
  [
    'a number that some lack is compared among the others',
    (at): JsonObject => (at % 3 === 0 ? {} : { p: at }),
    bar('p', 1, { n: 8, isSigned: true }),
  ],
  ['null is no number', (at) => ({ p: at % 3 === 0 ? null : at }), bar('p', 1, { n: 8, isSigned: true })],
  [
    'null is a category',
    (at) => ({ p: at > 5 ? null : at > 2 ? 'a' : 'b' }),
    expect.objectContaining({ n: 12, isSigned: false }) as object,
  ],
  [
    'a number beside texts is a category',
    (at) => ({ p: at % 2 === 0 ? 'auto' : 0.5 }),
    expect.objectContaining({ n: 12, isSigned: false }) as object,
  ],
  [
    'one value that some lack: having it or not',
    (at): JsonObject => (at > 5 ? { p: 1 } : {}),
    expect.objectContaining({ n: 12, isSigned: false }) as object,
  ],
  [
    'a list is a category',
    (at) => ({ p: at > 5 ? [64, 32] : [64] }),
    expect.objectContaining({ n: 12, isSigned: false }) as object,
  ],
  [
    'a name that each has for itself tells nothing',
    (at) => ({ p: `n${at}` }),
    { parameter: 'p', correlation: 0, low: null, high: null, isSigned: false, n: 12 },
  ],
])('%s', (_, paramsOf, expected) => {
  expect(paramImportance(table(12, paramsOf, (at) => at))).toEqual([expected])
})

test('a metric that is the same everywhere goes with nothing', () => {
  expect(
    paramImportance(
      table(
        12,
        (at) => ({ p: at, q: `${at % 2}` }),
        () => 7,
      ),
    ),
  ).toEqual([
    { parameter: 'p', correlation: 0, low: null, high: null, isSigned: true, n: 12 },
    { parameter: 'q', correlation: 0, low: null, high: null, isSigned: false, n: 12 },
  ])
})

test.each([
  [2, []],
  [3, [{ parameter: 'p', correlation: 1, low: null, high: null, isSigned: true, n: 3 }]],
  [9, [{ parameter: 'p', correlation: 1, low: null, high: null, isSigned: true, n: 9 }]],
])('of %d experiments', (count, expected) => {
  expect(
    paramImportance(
      table(
        count,
        (at) => ({ p: at }),
        (at) => at,
      ),
    ),
  ).toEqual(expected)
})

test('only runs that are done, or whose tool does not tell, and that have a finite value count', () => {
  const statuses = [
    'done',
    'unknown',
    'done',
    'running',
    'failed',
    'diverged',
    'interrupted',
    'lost',
    'created',
  ] as const
  const runs = table(
    12,
    (at) => ({ p: at }),
    (at) => (at === 9 ? NaN : at === 10 ? Infinity : at),
    (at) => ({ status: statuses[at] ?? 'done' }),
  )
  expect(paramImportance(runs)).toEqual([bar('p', 1, { n: 4 })])
})

test('parameters that are named, or below a name, whatever is ignored else', () => {
  const names = (params: string[]) =>
    paramImportance(many(), 'val_acc', { params }).map(({ parameter }) => parameter)
  expect(names(['model.dropout'])).toEqual(['model.dropout'])
  expect(names(['training'])).toEqual(['training.lr', 'training.optimizer'])
  expect(names(['params.training.lr', 'comment'])).toEqual(['training.lr', 'comment'])
})

test('a parameter that has the name of a field is called as its column is', () => {
  const runs = table(
    4,
    (at) => ({ epochs: at, 'a.b': at }),
    (at) => at,
  )
  expect(paramImportance(runs).map(({ parameter }) => parameter)).toEqual(['a\\.b', 'params.epochs'])
  expect(runs.values('params.epochs')).toEqual([0, 1, 2, 3])
  expect(paramImportance(runs, 'val_acc', { params: ['epochs'] })).toHaveLength(1)
})

test('a table without runs has none', () => {
  expect(paramImportance(new RunTable([]), 'val_acc')).toEqual([])
})

test.each<[string, () => unknown, string, string]>([
  [
    'no table',
    () => paramImportance([] as never),
    'EXMAN_OPTION_INVALID',
    'paramImportance needs a table of runs',
  ],
  ['a metric that is no text', () => paramImportance(many(), 5 as never), 'EXMAN_OPTION_INVALID', 'got 5'],
  ['a column that is none', () => paramImportance(many(), 'val_ac'), 'EXMAN_COLUMN_UNKNOWN', 'val_ac'],
  [
    'a column without numbers',
    () => paramImportance(many(), 'status'),
    'EXMAN_OPTION_INVALID',
    'None of these 60 runs has a number as "status"',
  ],
  [
    'another option',
    () => paramImportance(many(), 'val_acc', { param: ['x'] } as never),
    'EXMAN_OPTION_UNKNOWN',
    'no option "param"',
  ],
  [
    'a text for a list',
    () => paramImportance(many(), 'val_acc', { params: 'training' } as never),
    'EXMAN_OPTION_INVALID',
    'array of texts',
  ],
  [
    'a parameter that no run has',
    () => paramImportance(many(), 'val_acc', { params: ['training.rl'] }),
    'EXMAN_OPTION_INVALID',
    'Did you mean "training.lr"?',
  ],
])('%s is refused', (_, act, code, text) => {
  expect(act).toThrow(coded(code, text))
})
