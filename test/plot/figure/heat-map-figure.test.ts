import * as fc from 'fast-check'
import type { Cell } from '../../../src/catalog/sheet'
import type { FigureChoices } from '../../../src/plot/figure/choices'
import { heatMapFigure } from '../../../src/plot/figure/heat-map-figure'
import { AUTO, column, someRuns } from './some-runs'

type Row = readonly [experiment: string, x: Cell, y: Cell, value: Cell, panel?: Cell]

function figureOf(rows: readonly Row[], choices: Partial<FigureChoices> = {}) {
  const cells = (at: number) => rows.map((row) => row[at])
  const columns = {
    value: column('acc', cells(3), 'measured'),
    ...{ x: column('lr', cells(1)), y: column('units', cells(2)) },
    panel: rows.some((row) => row.length > 4) ? column('data', cells(4)) : null,
  }
  const records = someRuns(rows.length, (run) => rows[run]![0])
  return heatMapFigure('title', records, columns, { ...AUTO, ...choices })
}

test('each pair has the mean of its experiments, and these the mean of their seeds', () => {
  const figure = figureOf([
    ...([
      ['a', 0.1, 'p', 1],
      ['a', 0.1, 'p', 3],
      ['b', 0.1, 'p', 8],
      ['c', 0.01, 'q', 5],
      ['c', 0.1, 'q', 7],
    ] as Row[]),
  ])
  expect(figure.cells).toEqual([
    { x: '0.1', y: 'p', value: 5, std: expect.closeTo(Math.sqrt(18), 12) as number, n: 2 },
    { x: '0.01', y: 'q', value: 5, std: null, n: 1 },
    { x: '0.1', y: 'q', value: 7, std: null, n: 1 },
  ])
  expect(figure).toMatchObject({
    ...{ kind: 'heat-map', title: 'title' },
    x: { title: 'lr', type: 'category', isOrdered: true, categories: ['0.01', '0.1'] },
    y: { title: 'units', type: 'category', isOrdered: false, categories: ['p', 'q'] },
    color: { title: 'acc', type: 'number', scale: 'linear' },
    // Not where the best run is, whose cell has a smaller mean.
    best: { x: '0.1', y: 'q', run: 'c/run-4', text: '7' },
  })
  expect(figure.subtitle).toEqual([
    '5 runs of 3 experiments; mean over experiments, each the mean of its seeds',
  ])
})

test('cells of single runs are what the runs have', () => {
  expect(
    figureOf([
      ['a', 1, 2, 3],
      ['b', 2, 2, 4],
    ]).subtitle,
  ).toEqual(['2 runs'])
})

test.each([
  ['max', { y: 'q', run: 'c/run-3', text: '4' }],
  ['min', { y: 'p', run: 'a', text: '2' }],
] as const)(
  'by %s the best cell is that of the best mean, with the best run or experiment in it',
  (mode, best) => {
    const rows: Row[] = [
      ['a', 1, 'p', 1],
      ['a', 1, 'p', 2],
      ['b', 1, 'p', 2.5],
      ['c', 1, 'q', 8],
      ['d', 1, 'q', 0],
    ]
    expect(figureOf(rows, { mode }).best).toEqual({ x: '1', ...best })
  },
)

test('many numbers are put together in intervals on their scale', () => {
  const rows = Array.from({ length: 30 }, (_, run): Row => [`e${run}`, 10 ** (-run / 10), run, run])
  const { x, y, cells } = figureOf(rows)
  expect(x.categories).toEqual([
    '0.001–0.002',
    '0.002–0.005',
    '0.005–0.01',
    '0.01–0.02',
    '0.02–0.05',
    '0.05–0.1',
    '0.1–0.2',
    '0.2–0.5',
    '0.5–1',
  ])
  expect(y.categories).toEqual([
    '0–2.5',
    '2.5–5',
    '5–7.5',
    '7.5–10',
    '10–12.5',
    '12.5–15',
    '15–17.5',
    '17.5–20',
    '20–22.5',
    '22.5–25',
    '25–27.5',
    '27.5–30',
  ])
  expect(cells.reduce((sum, { n }) => sum + n, 0)).toBe(30)
  expect(figureOf(rows, { xScale: 'linear' }).x.categories[0]).toBe('0–0.1')
})

test('the scale of the colours is chosen by the means, and can be asked for', () => {
  const rows = [1, 10, 100, 1000].map((value, run): Row => [`e${run}`, run, 1, value])
  expect(figureOf(rows).color.scale).toBe('log')
  expect(figureOf(rows, { yScale: 'linear' }).color.scale).toBe('linear')
  expect(figureOf([...rows, ['z', 9, 9, -1]], { yScale: 'log' }).subtitle).toEqual([
    '4 runs',
    'not shown: 1 run whose acc is not above 0',
  ])
})

test('panels have cells of their own', () => {
  const { cells, panel } = figureOf([
    ['a', 1, 1, 2, 'p'],
    ['b', 1, 1, 4, 'q'],
  ])
  expect(panel?.categories).toEqual(['p', 'q'])
  expect(cells.map((cell) => cell.panel)).toEqual(['p', 'q'])
})

const anyCell = fc.oneof(fc.constantFrom<Cell>(undefined, null, NaN, 'text', 1, 2, 3), fc.double())

test('over any table, each run is in a cell or counted, and each cell is on the axes', () => {
  const row = fc.tuple(fc.constantFrom('a', 'b', 'c'), anyCell, anyCell, anyCell, fc.constantFrom('p', 'q'))
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
      const isShown = rows.some(
        (each) => Number.isFinite(each[3]) && each[1] !== undefined && each[2] !== undefined,
      )
      fc.pre(isShown)
      try {
        const { cells, subtitle, x, y } = figureOf(rows, { seeds: 'apart' })
        const leftOut = [
          ...subtitle
            .slice(1)
            .join()
            .matchAll(/(\d+) (?:runs? )?(?:without|whose)/g),
        ]
        const counted = leftOut.reduce((sum, [, count]) => sum + Number(count), 0)
        expect(cells.reduce((sum, { n }) => sum + n, 0) + counted).toBe(rows.length)
        expect(cells.every((cell) => x.categories.includes(cell.x) && y.categories.includes(cell.y))).toBe(
          true,
        )
      } catch (error) {
        if ((error as { code?: string }).code !== 'EXMAN_RUN_NOT_FOUND') throw error
      }
    }),
    { numRuns: 500 },
  )
})
