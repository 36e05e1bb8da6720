import * as fc from 'fast-check'
import type { CatalogRecord } from '../../../src/catalog/record'
import type { Cell } from '../../../src/catalog/sheet'
import type { JsonObject } from '../../../src/params/types'
import type { FigureChoices } from '../../../src/plot/figure/choices'
import { curvesFigure } from '../../../src/plot/figure/curves-figure'
import { curveOf, type LoggedCurve } from '../../../src/plot/figure/logged-curve'
import type { ReadCurves } from '../../../src/plot/figure/read-curves'
import { AUTO, column, someRuns } from './some-runs'

/** A run: its experiment, its values by epoch (`unreadable` for a log that is), and what else there is. */
interface Run {
  readonly of: string
  readonly log: readonly (number | undefined)[] | 'unreadable'
  readonly params?: JsonObject
  readonly color?: Cell
  readonly panel?: Cell
}

function figureOf(runs: readonly Run[], choices: Partial<FigureChoices> = {}) {
  const records = someRuns(
    runs.length,
    (run) => runs[run]!.of,
    (run) => runs[run]!.params ?? {},
  )
  const cells = (name: 'color' | 'panel') =>
    runs.some((run) => name in run)
      ? column(
          name,
          runs.map((run) => run[name]),
        )
      : null
  const columns = {
    name: 'loss',
    metrics: ['loss'],
    main: 'loss',
    color: cells('color'),
    panel: cells('panel'),
  }
  return curvesFigure('title', records, columns, readOf(runs.map(({ log }) => log)), { ...AUTO, ...choices })
}

function readOf(logs: readonly Run['log'][]): ReadCurves {
  const ofRuns = logs.map((log) => (log === 'unreadable' ? undefined : [logged('loss', log)].flat()))
  return { ofRuns, logged: new Set(['loss']), step: 1 }
}

function logged(metric: string, log: readonly (number | undefined)[]): LoggedCurve | [] {
  const rows = log.map((value, at) => ({
    epoch: at + 1,
    seconds: 0,
    metrics: value === undefined ? {} : { [metric]: value },
  }))
  return curveOf(rows, metric) ?? []
}

test('the seeds of an experiment are a mean with its band, and stand behind it', () => {
  const figure = figureOf([
    { of: 'a', log: [4, 2] },
    { of: 'a', log: [2, 2] },
  ])
  expect(figure).toMatchObject({
    ...{ kind: 'curves', title: 'title', color: null, panel: null },
    x: { title: 'epoch', type: 'number', scale: 'linear', ticks: [1, 2] },
    y: { title: 'loss', type: 'number', scale: 'linear' },
    subtitle: ['2 runs of 1 experiment; mean ± std over the seeds of each'],
    best: { x: 2, y: 2, run: 'a/run-0', text: '2' },
  })
  expect(figure.lines).toEqual([
    {
      name: 'a',
      epochs: [1, 2],
      values: [3, 2],
      low: [3 - Math.SQRT2, 2],
      high: [3 + Math.SQRT2, 2],
      n: 2,
    },
  ])
  expect(figure.faint.map(({ name, values, low, n }) => ({ name, values, low, n }))).toEqual([
    { name: 'a/run-0', values: [4, 2], low: null, n: 1 },
    { name: 'a/run-1', values: [2, 2], low: null, n: 1 },
  ])
})

test('few experiments have colours, which are the values of the parameter in which they differ', () => {
  const runs = [0.1, 0.01, 0.1].map((lr): Run => ({
    of: `lr${lr}`,
    log: [lr],
    params: { training: { lr }, name: 'x' },
  }))
  const { color, lines, faint } = figureOf(runs)
  expect(color).toMatchObject({ title: 'training.lr', categories: ['0.01', '0.1'], isOrdered: true })
  expect(lines.map(({ name, color, n }) => ({ name, color, n }))).toEqual([
    { name: '0.1', color: '0.1', n: 2 },
    { name: '0.01', color: '0.01', n: 1 },
  ])
  expect(faint).toHaveLength(2)
})

test('experiments that differ in several parameters are named by all of them', () => {
  const params: JsonObject[] = [
    { a: { lr: 1 }, b: { lr: 2, units: 64 } },
    { a: { lr: 1 }, b: { lr: 3 } },
    { a: { lr: 2 }, b: { lr: 3, units: 32 } },
  ]
  const { color } = figureOf(params.map((each, run) => ({ of: `e${run}`, log: [1], params: each })))
  expect(color).toMatchObject({
    title: 'a.lr, b.lr, units',
    categories: ['1, 2, 64', '1, 3, none', '2, 3, 32'],
  })
})

test.each([
  ['nothing', [{}, {}], ['e0', 'e1'], 'experiment'],
  ['one parameter that not all have', [{ lr: 1 }, {}], ['1', 'none'], 'lr'],
  ['one parameter that is called none', [{ lr: 'none' }, {}], ['none', 'none (2)'], 'lr'],
  ['what cannot be seen', [{ a: '\u001b[2J' }, { a: 'b' }], ['\\u001b[2J', 'b'], 'a'],
  [
    'a key with a dot',
    [
      { 'a.b': 1, c: 1 },
      { 'a.b': 2, c: 2 },
    ],
    ['1, 1', '2, 2'],
    'a\\.b, c',
  ],
])('experiments that differ in %s have names, too', (_, params, categories, title) => {
  const { color } = figureOf(
    params.map((each, run) => ({ of: `e${run}`, log: [1], params: each as JsonObject })),
  )
  expect(color).toMatchObject({ title, categories })
})

const many = (count: number, seeds = 1): Run[] =>
  Array.from({ length: count }, (_, run) => ({
    of: `e${Math.floor(run / seeds)}`,
    log: [run, run + 1],
    params: { lr: Math.floor(run / seeds) },
  }))

test('of more than eight experiments there is the mean, each counting once', () => {
  const figure = figureOf([...many(9), { of: 'e8', log: [10, 11], params: { lr: 8 } }])
  expect(figure.color).toBeNull()
  expect(figure.lines).toMatchObject([
    { name: 'mean of 9 experiments', values: [(28 + 9) / 9, (36 + 10) / 9], n: 9 },
  ])
  expect(figure.faint).toHaveLength(9)
  expect(figure.subtitle).toEqual([
    '10 runs of 9 experiments; mean ± std over experiments, each the mean of its seeds',
  ])
})

test('more than 200 single curves are not drawn behind the mean', () => {
  expect(figureOf(many(200)).faint).toHaveLength(200)
  expect(figureOf(many(201)).faint).toHaveLength(0)
  expect(figureOf(many(400, 2)).faint).toHaveLength(200)
})

test.each([
  ['auto', true, true],
  ['band', true, false],
  ['points', false, true],
  ['none', false, false],
] as const)('with spread %j the band is shown: %s, single curves: %s', (spread, hasBand, hasSingle) => {
  const { lines, faint } = figureOf(many(20), { spread })
  expect([lines[0]!.low !== null, faint.length > 0]).toEqual([hasBand, hasSingle])
})

test('with a column for colours there is a line for each', () => {
  const runs = [1, 2, 1, 2].map((color, run): Run => ({ of: `e${run}`, log: [run], color, panel: 'p' }))
  const { color, panel, lines } = figureOf(runs)
  expect([color, panel]).toMatchObject([{ categories: ['1', '2'], isOrdered: true }, { categories: ['p'] }])
  expect(lines.map(({ color: of, panel: inPanel, values }) => [of, inPanel, values])).toEqual([
    ['1', 'p', [1]],
    ['2', 'p', [2]],
  ])
})

test('lines of a colour on a scale stand for one number each', () => {
  const runs = Array.from({ length: 20 }, (_, run): Run => ({ of: `e${run}`, log: [run], color: run % 10 }))
  const { color, lines } = figureOf(runs)
  expect([color!.type, lines.length, lines[3]!.color]).toEqual(['number', 10, 3])
})

test('seeds that stay apart are single curves, few of them with a colour each', () => {
  const few = figureOf(many(4, 2), { seeds: 'apart' })
  expect(few).toMatchObject({
    color: { title: 'run', categories: ['e0/run-0', 'e0/run-1', 'e1/run-2', 'e1/run-3'] },
    subtitle: ['4 runs'],
    faint: [],
  })
  expect(few.lines.map(({ n, low }) => [n, low])).toEqual(Array(4).fill([1, null]))
  const lots = figureOf(many(1000), { seeds: 'apart' })
  expect([lots.color, lots.lines.length, lots.subtitle]).toEqual([
    null,
    200,
    ['1,000 runs', 'drawn are 200 of 1,000 curves'],
  ])
})

test('a run that ended earlier does not count behind its end, and what is not finite is a gap', () => {
  const { lines, subtitle } = figureOf([
    { of: 'a', log: [1, 2] },
    { of: 'a', log: [3, 4, 5] },
    { of: 'a', log: [NaN, 6, Infinity, NaN] },
  ])
  expect(lines[0]!.epochs).toEqual([1, 2, 3, 4])
  expect(lines[0]!.values).toEqual([2, 4, 5, NaN])
  expect(lines[0]!.high).toEqual([2 + Math.SQRT2, 6, NaN, NaN])
  expect(subtitle.slice(1)).toEqual([
    'at each epoch the mean is of the curves that have a value there',
    'gaps: 1 run with values that are not finite',
  ])
})

test('the gaps of runs that have no panel are not counted', () => {
  const runs = Array.from({ length: 26 }, (_, at): Run => ({ of: `e${at}`, log: [NaN, 1], panel: at }))
  const { subtitle } = figureOf(runs)
  expect(subtitle).toContain('gaps: 24 runs with values that are not finite')
})

test.each([0, 1, 2, 3, 299, 298])('of very many curves apart the best is among those drawn: %d', (best) => {
  const runs = many(300).map((run, at): Run => ({ ...run, log: [1, at === best ? 0 : 1] }))
  const { lines, best: mark } = figureOf(runs, { seeds: 'apart' })
  expect(lines).toHaveLength(200)
  expect(new Set(lines.map(({ name }) => name)).size).toBe(200)
  expect(lines.map(({ name }) => name)).toContain(mark!.run)
})

test.each<[string, Run[], Partial<FigureChoices>, boolean]>([
  [
    'one is shorter',
    [
      { of: 'a', log: [1, 2] },
      { of: 'a', log: [1] },
    ],
    {},
    true,
  ],
  [
    'one begins later',
    [
      { of: 'a', log: [1, 2] },
      { of: 'a', log: [undefined, 2, 3] },
    ],
    {},
    true,
  ],
  [
    'a seed of one of two experiments is shorter',
    [...['a', 'a', 'b'].map((of, at) => ({ of, log: [1, 2].slice(at % 2), color: 1 }))],
    {},
    true,
  ],
  [
    'all are alike',
    [
      { of: 'a', log: [1, 2] },
      { of: 'a', log: [3, 4] },
    ],
    {},
    false,
  ],
  [
    'those of each mean are alike',
    [1, 1, 2].map((color) => ({ of: `e${color}`, log: [1, 2].slice(color - 1), color })),
    {},
    false,
  ],
  [
    'there are no means',
    [
      { of: 'a', log: [1, 2] },
      { of: 'a', log: [1] },
    ],
    { seeds: 'apart' },
    false,
  ],
])('of curves that differ in length the means say so: %s', (_, runs, choices, isSaid) => {
  const said = 'at each epoch the mean is of the curves that have a value there'
  expect(figureOf(runs, choices).subtitle.includes(said)).toBe(isSaid)
})

test('epochs at which a metric was not logged are left out', () => {
  expect(figureOf([{ of: 'a', log: [undefined, 2, undefined, 4] }]).lines[0]).toMatchObject({
    epochs: [2, 4],
    values: [2, 4],
  })
})

test('each run without a curve is counted with the reason', () => {
  const runs: Run[] = [
    { of: 'a', log: [1] },
    { of: 'b', log: 'unreadable' },
    { of: 'c', log: [] },
    { of: 'd', log: [NaN, Infinity] },
    { of: 'e', log: 'unreadable' },
  ]
  expect(figureOf(runs).subtitle).toEqual([
    '1 run',
    'not shown: 2 runs whose log cannot be read, 1 without loss, 1 whose loss is never finite',
  ])
  expect(() => figureOf(runs.slice(1))).toThrow(
    'There is nothing to plot among 4 runs: 2 runs whose log cannot be read, 1 without loss, 1 whose loss is never finite.',
  )
})

test('a run without a colour is counted', () => {
  const runs: Run[] = [
    { of: 'a', log: [1], color: 1 },
    { of: 'b', log: [1], color: undefined },
  ]
  expect(figureOf(runs).subtitle).toEqual(['1 run', 'not shown: 1 run without color'])
})

test('the axis is logarithmic when the values lie that way, or when asked for, and keeps the band', () => {
  const log = [1000, 100, 10, 1, 0.1]
  expect(figureOf([{ of: 'a', log }]).y.scale).toBe('log')
  expect(figureOf([{ of: 'a', log }], { yScale: 'linear' }).y.scale).toBe('linear')
  const { lines, subtitle, best } = figureOf(
    [
      { of: 'a', log: [-1, 1, 100] },
      { of: 'a', log: [-1, 3, 1] },
      { of: 'b', log: [-1] },
    ],
    { yScale: 'log' },
  )
  expect(lines[0]).toMatchObject({ epochs: [1, 2, 3], values: [NaN, 2, 50.5], low: [NaN, 2 - Math.SQRT2, 1] })
  expect(subtitle.slice(1)).toEqual([
    'where mean − std is not above 0, the band begins at the smallest value',
    'gaps: 2 runs with values that are not finite, or not above 0',
    'not shown: 1 run whose loss is never above 0',
  ])
  expect(best).toMatchObject({ x: 2, y: 1 })
})

test('long and many curves are thinned, and keep their extremes', () => {
  const long = Array.from({ length: 5000 }, (_, at) => (at === 1234 ? 99 : at === 3210 ? -99 : 0))
  const [line] = figureOf([{ of: 'a', log: long }]).lines
  expect(line!.values.length).toBeLessThanOrEqual(300)
  expect(line!.epochs).toEqual(expect.arrayContaining([1, 1235, 3211, 5000]))
  const runs = Array.from({ length: 200 }, (_, run): Run => ({
    of: `e${run}`,
    log: long.slice(0, 1000).map((_, at) => Math.sin(at)),
  }))
  const { lines, faint } = figureOf(runs)
  expect([...lines, ...faint].reduce((sum, { values }) => sum + values.length, 0)).toBeLessThanOrEqual(40_000)
})

test('the best of several metrics is that of the main one, and runs without one of them are counted', () => {
  const records: CatalogRecord[] = someRuns(2, () => 'a')
  const read = {
    ofRuns: [
      [logged('loss', [1, 0.5]), logged('val_loss', [3, 2])].flat(),
      [logged('val_loss', [9, 8])].flat(),
    ],
    logged: new Set(['loss']),
    step: 1,
  }
  const columns = {
    name: 'loss or val_loss',
    metrics: ['loss', 'val_loss'],
    main: 'val_loss',
    color: null,
    panel: null,
  }
  const figure = curvesFigure('', records, columns, read, AUTO)
  expect(figure).toMatchObject({
    y: { title: 'value' },
    panel: { title: 'metric', categories: ['loss', 'val_loss'] },
    best: { x: 2, y: 2, panel: 'val_loss' },
  })
  expect(figure.subtitle).toEqual([
    '2 runs of 1 experiment; mean ± std over the seeds of each',
    'not in the panel of loss: 1 run',
  ])
})

test('over any logs, each run is counted once, and the means are those by hand', () => {
  const value = fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
    fc.constantFrom(NaN, Infinity, undefined),
  )
  const run = fc.record({
    of: fc.constant('a'),
    log: fc.oneof(
      { weight: 9, arbitrary: fc.array(value, { maxLength: 6 }) },
      fc.constant('unreadable' as const),
    ),
  })
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 8 }), (runs) => {
      const shown = runs.filter(({ log }) => log !== 'unreadable' && log.some(Number.isFinite))
      fc.pre(shown.length > 0)
      const { lines, subtitle } = figureOf(runs, { yScale: 'linear' })
      const leftOut = [...(subtitle.at(-1)!.startsWith('not shown') ? subtitle.at(-1)! : '').matchAll(/\d+/g)]
      expect(subtitle[0]).toMatch(new RegExp(`^${shown.length} run`))
      expect(shown.length + leftOut.reduce((sum, [count]) => sum + Number(count), 0)).toBe(runs.length)
      for (const [at, epoch] of lines[0]!.epochs.entries()) {
        const here = shown.flatMap(({ log }) =>
          Number.isFinite(log[epoch - 1]) ? [log[epoch - 1] as number] : [],
        )
        if (here.length === 0) expect(lines[0]!.values[at]).toBeNaN()
        else
          expect(lines[0]!.values[at]).toBeCloseTo(here.reduce((sum, each) => sum + each, 0) / here.length, 9)
      }
    }),
    { numRuns: 300 },
  )
})
