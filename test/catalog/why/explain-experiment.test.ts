import { explainExperiment } from '../../../src/catalog/why/explain-experiment'
import type { CatalogRecord } from '../../../src/catalog/record'
import { RunTable } from '../../../src/catalog/run-table'
import { TableRows } from '../../../src/catalog/table-rows'
import type { Json, JsonObject } from '../../../src/params/types'
import { coded } from '../../run/runs'
import { aRecord, tableOf } from '../trees'

/** A run of an experiment with these parameters and a loss. */
function run(experiment: string, n: number, params: Json, loss: number, more: Partial<CatalogRecord> = {}) {
  return aRecord({
    ...{ id: `${experiment}/run--26-01-05--08-0${n}`, params: params as CatalogRecord['params'] },
    ...{ monitor: 'loss', mode: 'min' as const, epochs: 1, metrics: { loss } },
    ...more,
  })
}

const params = (lr: number, units: number, extra: object = {}) => ({
  training: { lr, optimizer: 'adam' },
  model: { units },
  ...extra,
})

// lr 0.1 or 0.01, units 16 or 32, two seeds each; only exp-d has a third parameter more.
const four = tableOf([
  run('exp-a', 1, params(0.1, 16), 1),
  run('exp-a', 2, params(0.1, 16), 3),
  run('exp-b', 1, params(0.01, 16), 0.5),
  run('exp-b', 2, params(0.01, 16), 1.5),
  run('exp-c', 1, params(0.1, 32), 4),
  run('exp-d', 1, params(0.01, 32), 2),
  run('exp-e', 1, params(0.01, 32, { data: { augment: true } }), 8),
])

test('the nearest experiments, with what separates them and what it did to the metric', () => {
  expect(explainExperiment(four, 'exp-a')).toMatchObject({
    ...{ experiment: 'exp-a', metric: 'loss', mode: 'min', runs: 2, n: 2, mean: 2, std: Math.SQRT2 },
    ...{ experiments: 5, notCompared: [], leftOut: { notDone: 0, withoutMetric: 0 } },
  })
  const { neighbours } = explainExperiment(four, 'exp-a')
  expect(neighbours).toEqual([
    {
      ...{ experiment: 'exp-b', runs: 2, n: 2, mean: 1, effect: -1, isBetter: true },
      differences: [{ parameter: 'training.lr', group: 'training', from: 0.1, to: 0.01 }],
    },
    {
      ...{ experiment: 'exp-c', runs: 1, n: 1, mean: 4, effect: 2, isBetter: false },
      differences: [{ parameter: 'model.units', group: 'model', from: 16, to: 32 }],
    },
    {
      ...{ experiment: 'exp-d', runs: 1, n: 1, mean: 2, effect: 0, isBetter: null },
      differences: [
        { parameter: 'training.lr', group: 'training', from: 0.1, to: 0.01 },
        { parameter: 'model.units', group: 'model', from: 16, to: 32 },
      ],
    },
    {
      ...{ experiment: 'exp-e', runs: 1, n: 1, mean: 8, effect: 6, isBetter: false },
      differences: [
        { parameter: 'training.lr', group: 'training', from: 0.1, to: 0.01 },
        { parameter: 'model.units', group: 'model', from: 16, to: 32 },
        { parameter: 'data.augment', group: 'data', from: undefined, to: true },
      ],
    },
  ])
})

test('what each parameter did over all pairs that differ in nothing else', () => {
  const common = { group: 'training', parameter: 'training.lr', from: 0.1, to: 0.01 }
  const units = { group: 'model', parameter: 'model.units', from: 16, to: 32 }
  const augment = { group: 'data', parameter: 'data.augment', from: undefined, to: true }
  expect(explainExperiment(four, 'exp-a').effects).toEqual([
    { ...augment, pairs: 1, runs: 2, effect: 6, std: null, isBetter: false },
    // Of rate 0.1: 2 with 16 units and 4 with 32; of 0.01: 1 and 2.
    { ...common, pairs: 2, runs: 6, effect: -1.5, std: Math.SQRT1_2, isBetter: true },
    { ...units, pairs: 2, runs: 6, effect: 1.5, std: Math.SQRT1_2, isBetter: false },
  ])
})

test('the mode, the metric and the limit can be chosen', () => {
  const { neighbours, effects } = explainExperiment(four, 'exp-a', { mode: 'max', limit: 1 })
  expect(neighbours).toMatchObject([{ experiment: 'exp-b', isBetter: false }])
  expect(effects.map(({ isBetter }) => isBetter)).toEqual([true, false, true])
  expect(explainExperiment(four, 'exp-a', { metric: 'epochs' })).toMatchObject({ metric: 'epochs', mean: 1 })
})

test('of many other values of a parameter those of most pairs stand there', () => {
  const rates = Array.from({ length: 9 }, (_, n) => run(`exp-${n}`, 1, params(n / 100, 16), n))
  const twice = run('exp-x', 1, params(0.05, 32), 9)
  const table = tableOf([...rates, twice, run('exp-y', 1, params(0, 32), 0)])
  const ofRate = explainExperiment(table, 'exp-0', { limit: 2 }).effects.filter(
    ({ parameter }) => parameter === 'training.lr',
  )
  expect(ofRate.map(({ to, pairs }) => [to, pairs])).toEqual([
    [0.05, 2],
    [0.01, 1],
  ])
})

describe('runs that do not count', () => {
  const table = tableOf([
    run('exp-a', 1, params(0.1, 16), 1),
    run('exp-a', 2, params(0.1, 16), NaN),
    run('exp-a', 3, params(0.1, 16), Infinity),
    run('exp-a', 4, params(0.1, 16), 100, { status: 'running' }),
    run('exp-a', 5, params(0.1, 16), 100, { status: 'failed' }),
    run('exp-a', 6, params(0.1, 16), 100, { status: 'diverged' }),
    run('exp-a', 7, params(0.1, 16), 100, { metrics: {} }),
    run('exp-b', 1, params(0.2, 16), 3, { status: 'unknown' }),
    run('exp-c', 1, params(0.3, 16), NaN),
    run('exp-d', 1, params(0.4, 16), 9, { status: 'lost' }),
  ])

  test('poison no mean, and are counted', () => {
    const { n, runs, mean, leftOut, neighbours, effects } = explainExperiment(table, 'exp-a')
    expect({ n, runs, mean, leftOut }).toEqual({
      ...{ n: 1, runs: 7, mean: 1 },
      leftOut: { notDone: 4, withoutMetric: 4 },
    })
    expect(neighbours.map(({ experiment, n, mean, effect }) => [experiment, n, mean, effect])).toEqual([
      ['exp-b', 1, 3, 2],
      ['exp-c', 0, null, null],
      ['exp-d', 0, null, null],
    ])
    expect(effects).toMatchObject([{ to: 0.2, pairs: 1, runs: 2, effect: 2 }])
  })

  test('leave an experiment without a mean, and no effect is made up', () => {
    const { mean, std, neighbours, effects } = explainExperiment(table, 'exp-c')
    expect({ mean, std, effects }).toEqual({ mean: null, std: null, effects: [] })
    expect(neighbours).toMatchObject([
      { experiment: 'exp-a', mean: 1, effect: null, isBetter: null },
      { experiment: 'exp-b', effect: null },
      { experiment: 'exp-d', effect: null },
    ])
  })
})

describe('seeds are folded', () => {
  test('of numbered runs, as `groupBy` does', () => {
    const numbered = (n: number, lr: number, seed: number, loss: number) =>
      aRecord({
        ...{ id: `00000${n}-2026-01-05-08-00-0${n}`, experiment: null, params: { lr, seed } },
        ...{ monitor: 'loss', mode: 'min' as const, metrics: { loss } },
      })
    const table = tableOf([
      numbered(1, 0.1, 1, 1),
      numbered(2, 0.1, 2, 3),
      numbered(3, 0.2, 3, 4),
      numbered(4, 0.2, 4, 6),
    ])
    const { experiment, n, neighbours, effects, notCompared } = explainExperiment(table, '2')
    expect({ experiment, n, notCompared }).toEqual({
      experiment: '000001-2026-01-05-08-00-01',
      n: 2,
      notCompared: ['seed'],
    })
    expect(neighbours).toEqual([
      {
        ...{ experiment: '000003-2026-01-05-08-00-03', runs: 2, n: 2, mean: 5, effect: 3, isBetter: false },
        differences: [{ parameter: 'lr', group: null, from: 0.1, to: 0.2 }],
      },
    ])
    expect(effects).toMatchObject([{ parameter: 'lr', pairs: 1, runs: 4, effect: 3 }])
  })

  test('and whatever else differs within an experiment, such as ignored parameters', () => {
    const table = tableOf([
      run('exp-a', 1, params(0.1, 16, { comment: 'one', data: { fold: 1 } }), 1),
      run('exp-a', 2, params(0.1, 16, { comment: 'two', data: { fold: 2 } }), 1),
      run('exp-b', 1, params(0.2, 16, { comment: 'three', data: { fold: 3 } }), 2),
    ])
    const { neighbours, effects, notCompared } = explainExperiment(table, 'exp-a')
    expect(notCompared).toEqual(['comment', 'data.fold'])
    expect(neighbours[0]!.differences.map(({ parameter }) => parameter)).toEqual(['training.lr'])
    expect(effects).toHaveLength(1)
  })

  test('so that two experiments of one vector count as one', () => {
    const table = tableOf([
      run('exp-a', 1, params(0.1, 16, { fold: 1 }), 1),
      run('exp-a', 2, params(0.1, 16, { fold: 2 }), 1),
      run('exp-b', 1, params(0.1, 16, { fold: 3 }), 4),
      run('exp-c', 1, params(0.2, 16, { fold: 1 }), 5),
    ])
    const { neighbours, effects } = explainExperiment(table, 'exp-a')
    expect(neighbours[0]).toMatchObject({ experiment: 'exp-b', differences: [] })
    // The mean of 1, 1 and 4 is 2.
    expect(effects).toMatchObject([{ pairs: 1, runs: 4, effect: 3 }])
  })
})

test('lists are one value, lists of objects are looked into, and equal data is equal in any order', () => {
  const table = tableOf([
    run('exp-a', 1, { m: { layers: [64, 32], blocks: [{ n: 1, k: 3 }], o: { a: 1, b: 2 } } }, 1),
    run('exp-b', 1, { m: { o: { b: 2, a: 1 }, layers: [64], blocks: [{ k: 3, n: 2 }] } }, 2),
  ])
  expect(explainExperiment(table, 'exp-a').neighbours[0]!.differences).toEqual([
    { parameter: 'm.layers', group: 'm', from: [64, 32], to: [64] },
    { parameter: 'm.blocks.0.n', group: 'm', from: 1, to: 2 },
  ])
})

test.each([
  ['exp-a', 'exp-a'],
  ['exp-a/', 'exp-a'],
  ['exp-d/run', 'exp-d'],
  ['exp-b/run--26-01-05--08-02', 'exp-b'],
  ['best', 'exp-b'],
  ['latest', 'exp-e'],
])('%s names an experiment', (name, experiment) => {
  expect(explainExperiment(four, name).experiment).toBe(experiment)
})

describe('a parameter that some runs of an experiment lack', () => {
  const warm = (n: number, warmup: number | undefined, lr: number, loss: number) => {
    const more: JsonObject = warmup === undefined ? {} : { warmup }
    return run(`exp-${lr}-${warmup ?? 0}`, n, { training: { lr, ...more } }, loss)
  }
  const table = tableOf([
    warm(1, undefined, 1, 1),
    warm(2, 0, 1, 3),
    warm(3, 5, 1, 6),
    warm(4, undefined, 2, 7),
    warm(5, 5, 2, 9),
  ])

  test('is neutral: those that lack it have the value of the others', () => {
    const { neighbours, effects, notCompared } = explainExperiment(table, 'exp-1-0')
    expect(notCompared).toEqual([])
    expect(neighbours.map(({ differences }) => differences.map(({ from, to }) => [from, to]))).toEqual([
      ...[[[0, 5]], [[1, 2]]],
      [
        [1, 2],
        [0, 5],
      ],
    ])
    expect(effects.map(({ parameter, to, pairs, effect }) => [parameter, to, pairs, effect])).toEqual([
      ['training.lr', 2, 2, 4],
      ['training.warmup', 5, 2, 3],
    ])
  })

  test('is not compared when these values differ', () => {
    const other = run('exp-3', 6, { training: { lr: 3, warmup: 1 } }, 1)
    const lacks = run('exp-3', 7, { training: { lr: 3 } }, 1)
    const both = tableOf([...table.records, other, lacks])
    expect(explainExperiment(both, 'exp-1-0').notCompared).toEqual(['training.warmup'])
  })
})

describe('ignored parameters are not compared', () => {
  const table = tableOf([
    run('exp-a', 1, params(0.1, 16, { comment: 'first', out: { dir: 'a' } }), 1),
    run('exp-b', 1, params(0.2, 16, { comment: 'larger rate', out: { dir: 'b' } }), 2),
  ])

  test.each<[string, string[] | undefined, string[], string[]]>([
    ['by default what says something of a run', undefined, ['comment'], ['training.lr', 'out.dir']],
    ['those that are named, with all below them', ['out'], ['out.dir'], ['training.lr', 'comment']],
    ['none', [], [], ['training.lr', 'comment', 'out.dir']],
  ])('%s', (_, ignoredParams, expected, differences) => {
    const { notCompared, neighbours } = explainExperiment(table, 'exp-a', ignoredParams && { ignoredParams })
    expect(notCompared).toEqual(expected)
    expect(neighbours[0]!.differences.map(({ parameter }) => parameter)).toEqual(differences)
  })

  test('and one that there is not is a mistake', () => {
    expect(() => explainExperiment(table, 'exp-a', { ignoredParams: ['out.dirs'] })).toThrow(
      coded('EXMAN_OPTION_INVALID', 'Did you mean "out.dir"?'),
    )
  })
})

describe('an experiment that was rekeyed', () => {
  const aliases = () => ({
    runs: () => new Set<string>(),
    experiments: (name: string) =>
      name === 'exp-' ? ['exp-a'] : name === 'exp-old' ? ['exp-b', 'exp-c'] : [],
  })
  const rows = four.records.map((record) => ({ record, hasProblem: false }))
  const table = new RunTable(new TableRows(rows, aliases))

  test('goes by its old name, though others begin with it', () => {
    expect(explainExperiment(table, 'exp-').experiment).toBe('exp-a')
  })

  test('and came apart is ambiguous by it', () => {
    const why = 'fits 2 experiments: exp-b, exp-c'
    expect(() => explainExperiment(table, 'exp-old')).toThrow(coded('EXMAN_RUN_AMBIGUOUS', why))
  })
})

test('the whole name of an experiment counts, though another begins with it', () => {
  const table = tableOf([run('exp-1', 1, params(1, 1), 1), run('exp-1~2', 1, params(1, 2), 2)])
  expect(explainExperiment(table, 'exp-1').experiment).toBe('exp-1')
})

test.each<[string, unknown, object | undefined, string, string]>([
  ['an unknown name', 'exq-a', undefined, 'EXMAN_RUN_NOT_FOUND', 'Did you mean "exp-a"?'],
  ['a name that fits nothing near', 'zzzzzzzz', undefined, 'EXMAN_RUN_NOT_FOUND', 'exman ls --by experiment'],
  ['a beginning of several', 'exp', undefined, 'EXMAN_RUN_AMBIGUOUS', 'fits 5 experiments: exp-a, exp-b'],
  ['no name', '', undefined, 'EXMAN_OPTION_INVALID', 'named by its folder'],
  ['a metric that no run has', 'exp-a', { metric: 'los' }, 'EXMAN_COLUMN_UNKNOWN', 'loss'],
  [
    'a column without numbers',
    'exp-a',
    { metric: 'status' },
    'EXMAN_OPTION_INVALID',
    'has a number as "status"',
  ],
  ['another mode', 'exp-a', { mode: 'least' }, 'EXMAN_OPTION_INVALID', 'mode'],
  ['no limit', 'exp-a', { limit: 0 }, 'EXMAN_OPTION_INVALID', 'limit'],
  ['an unknown option', 'exp-a', { metrics: 'loss' }, 'EXMAN_OPTION_UNKNOWN', 'metric'],
])('%s is refused', (_, name, options, code, why) => {
  expect(() => explainExperiment(four, name as string, options as never)).toThrow(coded(code, why))
})

test('without a finished epoch there is no metric', () => {
  const table = tableOf([aRecord({ id: 'exp-a/run--26-01-05--08-01', params: { lr: 1 } })])
  expect(() => explainExperiment(table, 'exp-a')).toThrow(
    coded('EXMAN_RUN_NOT_FOUND', 'no metric to compare'),
  )
})
