import * as fc from 'fast-check'
import type { CatalogRecord } from '../../../src/catalog/record'
import type { Cell } from '../../../src/catalog/sheet'
import type { FigureChoices } from '../../../src/plot/figure/choices'
import { pointsFigure } from '../../../src/plot/figure/points-figure'
import { AUTO, column, someRuns } from './some-runs'

/** The figure of some rows: experiment, x, y, and what else there is. */
function figureOf(rows: readonly Row[], choices: Partial<FigureChoices> = {}, records = recordsOf(rows)) {
  const cells = (at: number) => rows.map((row) => row[at])
  const has = (at: number) => rows.some((row) => row.length > at)
  const columns = {
    y: column('acc', cells(2), 'measured'),
    x: column('lr', cells(1)),
    color: has(3) ? column('opt', cells(3)) : null,
    panel: has(4) ? column('data', cells(4)) : null,
  }
  return pointsFigure('title', records, columns, { ...AUTO, ...choices })
}

type Row = readonly [experiment: string, x: Cell, y: Cell, color?: Cell, panel?: Cell]

const recordsOf = (rows: readonly Row[]): CatalogRecord[] => someRuns(rows.length, (run) => rows[run]![0])
const ids = (figure: { points: readonly { run: string }[] }) => figure.points.map(({ run }) => run)

const SEEDS: Row[] = [
  ...([
    ['a', 1, 1],
    ['a', 1, 3],
    ['b', 2, 5],
    ['b', 2, 5],
  ] as Row[]),
]

test('seeds of one experiment at each place are folded to their mean and standard deviation', () => {
  const figure = figureOf(SEEDS)
  expect(figure.means).toEqual([
    { x: 1, y: 2, low: 2 - Math.SQRT2, high: 2 + Math.SQRT2, n: 2 },
    { x: 2, y: 5, low: 5, high: 5, n: 2 },
  ])
  expect(ids(figure)).toEqual(['a/run-0', 'a/run-1', 'b/run-2', 'b/run-3'])
  expect(figure).toMatchObject({ kind: 'points', title: 'title', isJoined: true })
  expect(figure.subtitle).toEqual(['4 runs of 2 experiments; mean ± std over the seeds of each'])
})

test('several experiments at a place count each once, however many seeds they have', () => {
  const rows: Row[] = [
    ['a', 1, 1],
    ['a', 1, 3],
    ['a', 1, 2],
    ['b', 1, 6],
    ['c', 2, 8],
  ]
  const figure = figureOf(rows)
  const std = Math.sqrt(8)
  expect(figure.means).toEqual([
    { x: 1, y: 4, low: 4 - std, high: 4 + std, n: 2 },
    { x: 2, y: 8, low: null, high: null, n: 1 },
  ])
  expect(figure.points).toEqual([
    { x: 1, y: 2, run: 'a' },
    { x: 1, y: 6, run: 'b/run-3' },
    { x: 2, y: 8, run: 'c/run-4' },
  ])
  expect(figure.subtitle).toEqual([
    '5 runs of 3 experiments; mean ± std over experiments, each the mean of its seeds',
  ])
})

test('experiments without other seeds are said to be no more than that', () => {
  expect(
    figureOf([
      ['a', 1, 1],
      ['b', 1, 3],
    ]).subtitle,
  ).toEqual(['2 runs of 2 experiments; mean ± std over experiments'])
})

test('numbered runs that differ in the seed alone are seeds', () => {
  const records = someRuns(4, undefined, (run) => ({ lr: run < 2 ? 1 : 2, seed: run })).map((record) => ({
    ...record,
    experiment: null,
  }))
  const figure = figureOf(SEEDS, {}, records)
  expect(figure.means.map(({ n }) => n)).toEqual([2, 2])
  expect(figure.subtitle).toEqual(['4 runs of 2 experiments; mean ± std over the seeds of each'])
})

test('seeds that stay apart are points', () => {
  const figure = figureOf(SEEDS, { seeds: 'apart' })
  expect(figure).toMatchObject({ means: [], isJoined: false, subtitle: ['4 runs'] })
  expect(figure.points).toHaveLength(4)
})

test.each([
  ['auto', true, true],
  ['band', true, false],
  ['points', false, true],
  ['none', false, false],
] as const)('with spread %j the band is shown: %s, the points: %s', (spread, hasBand, hasPoints) => {
  const { means, points, subtitle } = figureOf(SEEDS, { spread })
  expect(means.every(({ low, high }) => (low !== null && high !== null) === hasBand)).toBe(true)
  expect(points.length > 0).toBe(hasPoints)
  expect(subtitle).toEqual([
    `4 runs of 2 experiments; ${hasBand ? 'mean ± std' : 'mean'} over the seeds of each`,
  ])
})

test('more than 500 points would hide the means', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, run): Row => [`e${run % 2}`, run % 2, run])
  expect(figureOf(rows(500)).points).toHaveLength(500)
  expect(figureOf(rows(501)).points).toHaveLength(0)
  expect(figureOf(rows(501), { spread: 'points' }).points).toHaveLength(501)
})

test('values that nothing is folded of are all shown, whatever the spread', () => {
  const rows = Array.from({ length: 600 }, (_, run): Row => [`e${run}`, run, run])
  for (const spread of ['auto', 'band', 'none'] as const)
    expect(figureOf(rows, { spread })).toMatchObject({ means: [], isJoined: false, subtitle: ['600 runs'] })
  expect(figureOf(rows, { spread: 'none' }).points).toHaveLength(600)
})

const grid = (xs: number, each: number): Row[] =>
  Array.from({ length: xs * each }, (_, run): Row => [`e${run}`, run % xs, run])

test.each<[string, Row[], boolean]>([
  ['few numbers with one value each', grid(5, 1), true],
  ['20 numbers with two values each', grid(20, 2), true],
  ['20 numbers with one value each, as of a random search', grid(20, 1), false],
  ['21 numbers', grid(21, 4), false],
  ['one number', grid(1, 4), false],
  [
    'texts',
    [
      ['a', 'x', 1],
      ['b', 'y', 2],
    ],
    false,
  ],
  [
    'few numbers with colours',
    [
      ['a', 1, 1, 'p'],
      ['b', 2, 1, 'q'],
    ],
    true,
  ],
  ['few numbers with colours on a scale', grid(5, 4).map(([name, x, y]): Row => [name, x, y, y]), false],
])('%s are joined by a line: %s', (_, rows, isJoined) => {
  const figure = figureOf(rows)
  expect(figure.isJoined).toBe(isJoined)
  if (isJoined) expect(figure.means.length).toBeGreaterThan(1)
})

test('means stand from left to right', () => {
  expect(
    figureOf([
      ['a', 3, 1],
      ['b', 1, 1],
      ['c', 2, 1],
    ]).means.map(({ x }) => x),
  ).toEqual([1, 2, 3])
})

test('what stands in colours and panels is folded there', () => {
  const rows: Row[] = [
    ['a', 1, 1, 'p', true],
    ['a', 1, 3, 'p', true],
    ['b', 1, 7, 'q', true],
    ['c', 1, 9, 'p', false],
  ]
  const figure = figureOf(rows)
  expect(figure.means.map(({ low: _, high: __, ...mean }) => mean)).toEqual([
    { x: 1, color: 'p', panel: 'true', y: 2, n: 2 },
    { x: 1, color: 'q', panel: 'true', y: 7, n: 1 },
    { x: 1, color: 'p', panel: 'false', y: 9, n: 1 },
  ])
  expect([figure.color!.categories, figure.panel!.categories]).toEqual([
    ['p', 'q'],
    ['false', 'true'],
  ])
})

test('each run that is not shown is counted with the reason', () => {
  const rows: Row[] = [
    ...([
      ['a', 1, 0.5, 'p', 1],
      ['a', 1, undefined, 'p', 1],
      ['a', 1, null, 'p', 1],
      ['a', 1, NaN, 'p', 1],
    ] as Row[]),
    ...([
      ['a', 1, -Infinity, 'p', 1],
      ['a', 1, 'high', 'p', 1],
      ['a', undefined, 1, 'p', 1],
      ['a', null, 1, 'p', 1],
    ] as Row[]),
    ...([
      ['a', Infinity, 1, 'p', 1],
      ['a', 1, 1, undefined, 1],
      ['a', 1, 1, 'p', undefined],
      ['a', undefined, NaN, 'p', 1],
    ] as Row[]),
  ]
  expect(figureOf(rows).subtitle).toEqual([
    '1 run',
    'not shown: 2 runs without acc, 3 whose acc is not finite, 1 whose acc is no number, 2 without lr, 1 without opt, 1 without data, 1 whose lr is not finite',
  ])
})

test('nothing to show is an error that says why', () => {
  expect(() =>
    figureOf([
      ['a', 1, NaN],
      ['b', undefined, 1],
      ['c', 2, undefined],
    ]),
  ).toThrow(
    'There is nothing to plot among 3 runs: 1 run whose acc is not finite, 1 without lr, 1 without acc. Name other columns, or choose other runs; runs.columns() tells what they have.',
  )
})

test.each([
  ['the largest', 'max', undefined, { x: 2, y: 5, run: 'b/run-2', text: '5' }],
  ['the smallest', 'min', undefined, { x: 1, y: 1, run: 'a/run-0', text: '1' }],
] as const)('the best is %s', (_, mode, __, best) => {
  expect(figureOf(SEEDS, { mode }).best).toEqual(best)
})

test('the best is known where the value is a metric, or the mode is asked for', () => {
  const records = recordsOf(SEEDS)
  const y = { ...column('result.time', [1, 2, 3, 4]), metric: undefined }
  const columns = { y, x: column('lr', [1, 2, 3, 4]), color: null, panel: null }
  expect(pointsFigure('', records, columns, AUTO).best).toBeNull()
  expect(pointsFigure('', records, columns, { ...AUTO, mode: 'min' }).best).toMatchObject({ run: 'a/run-0' })
  expect(figureOf(SEEDS).best).toMatchObject({ run: 'b/run-2' })
  expect(
    figureOf(
      SEEDS,
      {},
      records.map((record) => ({ ...record, monitor: 'acc', mode: 'min' })),
    ).best,
  ).toMatchObject({ run: 'a/run-0' })
})

test('the best run stands in its colour and panel', () => {
  expect(
    figureOf([
      ['a', 1, 1, 'p', true],
      ['b', 2, 3, 'q', false],
    ]).best,
  ).toMatchObject({ color: 'q', panel: 'false' })
})

test('a band does not leave a logarithmic axis', () => {
  const rows: Row[] = [
    ['a', 1, 0.001],
    ['a', 1, 0.01],
    ['b', 2, 0.1],
    ['b', 2, 10],
    ['c', 3, 100],
    ['c', 3, 1],
  ]
  const { y, means } = figureOf(rows)
  expect(y.scale).toBe('log')
  expect(means.map(({ low }) => low)).toEqual([0.001, 0.1, 1])
  expect(figureOf(rows, { yScale: 'linear' }).means[0]!.low).toBeLessThan(0)
})

test.each([
  ['huge', [1.7e308, 1.6e308, 1.5e308]],
  ['tiny', [5e-324, 1e-323, 0]],
  ['equal', [0.1, 0.1, 0.1]],
])('%s numbers have finite means, within their edges', (_, ys) => {
  for (const mean of figureOf(ys.map((y): Row => ['a', 1, y])).means) {
    expect(mean.y).toBeGreaterThanOrEqual(Math.min(...ys))
    expect(mean.y).toBeLessThanOrEqual(Math.max(...ys))
    expect(mean.low === null || Number.isFinite(mean.low)).toBe(true)
    expect(mean.high === null || Number.isFinite(mean.high)).toBe(true)
  }
})

const anyCell = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Cell>(0.001, 0.01, 0.1, 1, 2, 3) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Cell>(undefined, null, NaN, Infinity, -1, 'text', true, [1, 2], 1e308, 5e-324),
  },
)
const anyRow = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), anyCell, anyCell, anyCell, anyCell)
const anyChoices = fc.record({
  ...{
    xScale: fc.constantFrom('auto' as const, 'linear' as const, 'log' as const),
    yScale: fc.constantFrom('auto' as const, 'log' as const),
  },
  ...{
    seeds: fc.constantFrom('folded' as const, 'apart' as const),
    spread: fc.constantFrom('auto' as const, 'points' as const),
  },
})

test('over any table, each run is shown or counted, and the means are those of the seeds, then of the experiments', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 30 }), anyChoices, (rows, choices) => {
      const figure = drawn(() => figureOf(rows, choices))
      const counted = [...figure.text.matchAll(/(?<=not shown: |, |: )(\d+)(?= runs? w| w| runs? in| in)/g)]
      const leftOut = counted.reduce((sum, [count]) => sum + Number(count), 0)
      const shown = figure.figure === undefined ? 0 : Number(/^\d+/.exec(figure.text)![0])
      expect(shown + leftOut).toBe(rows.length)
      if (figure.figure === undefined) return
      const { means, points, best } = figure.figure
      const placed = choices.seeds === 'apart' ? points.length : undefined
      if (placed !== undefined) expect(placed).toBe(shown)
      for (const { y, ...mean } of means) {
        const here = points.filter(
          (point) => point.x === mean.x && point.color === mean.color && point.panel === mean.panel,
        )
        expect(here).toHaveLength(mean.n)
        const exact = here.reduce((sum, point) => sum + point.y / here.length, 0)
        // Below the smallest number there is only 0.
        const lost = Number.MIN_VALUE * here.length
        expect(Math.abs(y - exact)).toBeLessThanOrEqual(
          1e-9 * Math.max(...here.map((point) => Math.abs(point.y))) + lost,
        )
      }
      const top = Math.max(
        ...rows.map((row) => (typeof row[2] === 'number' && Number.isFinite(row[2]) ? row[2] : -Infinity)),
      )
      expect(best!.y).toBeLessThanOrEqual(top)
    }),
    { numRuns: 500 },
  )
})

function drawn(draw: () => ReturnType<typeof figureOf>) {
  try {
    const figure = draw()
    return { figure, text: figure.subtitle.join('; ') }
  } catch (error) {
    if ((error as { code?: string }).code !== 'EXMAN_RUN_NOT_FOUND') throw error
    return { text: (error as Error).message }
  }
}

test('over tables without gaps, means and deviations are those by hand', () => {
  const row = fc.tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom(1, 2, 3),
    fc.double({ min: -100, max: 100, noNaN: true }),
  )
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      const { means } = figureOf(rows, { yScale: 'linear' })
      const byHand = foldedByHand(rows)
      if (means.length === 0) expect(byHand.every(({ values }) => values.length === 1)).toBe(true)
      else expect(means.map(({ x }) => x)).toEqual(byHand.map(({ x }) => x))
      for (const [index, { y, low, high, n }] of means.entries()) {
        const { values } = byHand[index]!
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        const std = Math.sqrt(
          values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
        )
        expect(n).toBe(values.length)
        expect(y).toBeCloseTo(mean, 9)
        if (n === 1) expect([low, high]).toEqual([null, null])
        else {
          expect(low).toBeCloseTo(mean - std, 9)
          expect(high).toBeCloseTo(mean + std, 9)
        }
      }
    }),
    { numRuns: 500 },
  )
})

/** The values at each x, folded by the rule as it is written. */
function foldedByHand(
  rows: readonly (readonly [string, number, number])[],
): { x: number; values: number[] }[] {
  const xs = [...new Set(rows.map(([, x]) => x))].sort((a, b) => a - b)
  const namesAt = (x: number) => new Set(rows.filter((row) => row[1] === x).map(([name]) => name))
  const isOneEach = xs.every((x) => namesAt(x).size === 1)
  const valuesOf = (x: number, name: string) =>
    rows.filter((row) => row[1] === x && row[0] === name).map(([, , y]) => y)
  return xs.map((x) => ({
    x,
    values: [...namesAt(x)].flatMap((name) => {
      const own = valuesOf(x, name)
      return isOneEach ? own : [own.reduce((sum, value) => sum + value, 0) / own.length]
    }),
  }))
}
