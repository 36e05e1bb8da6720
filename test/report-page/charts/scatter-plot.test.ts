import { placedNumbers } from '../../../src/plot/figure/number-axis'
import { bestPoint } from '../../../src/report-page/charts/scatter/best-point'
import { jitter } from '../../../src/report-page/charts/scatter/jitter'
import { missingNotes } from '../../../src/report-page/charts/scatter/missing-notes'
import { scatterPlot } from '../../../src/report-page/charts/scatter/scatter-plot'
import { someColumn, someReport } from './some-report'

const size = { width: 600, height: 400 }
const all = (count: number) => Array.from({ length: count }, (_, run) => run)

test('runs stand where their values are, the larger the higher and the further right', () => {
  const { find } = someReport({ x: { cells: [1, 2, 3] }, y: { part: 'metric', cells: [0.1, 0.3, 0.2] } })
  const { points, layout } = scatterPlot([find('y')!, find('x')!], [0, 1, 2], size)
  const [a, b, c] = points
  expect(points.map(({ run }) => run)).toEqual([0, 1, 2])
  expect(a!.x < b!.x && b!.x < c!.x).toBe(true)
  expect(a!.y > c!.y && c!.y > b!.y).toBe(true)
  for (const { x, y } of points)
    expect(x > layout.left && x < layout.right && y > layout.top && y < layout.bottom).toBe(true)
})

test('only shown runs are drawn, and what is left out is counted', () => {
  const { find } = someReport({
    x: { type: 'text', cells: ['adam', 'sgd', 'adam', undefined] },
    y: { part: 'metric', cells: [1, NaN, undefined, 3] },
  })
  const { points, notes } = scatterPlot([find('y')!, find('x')!], [0, 1, 2, 3], size)
  expect(points.map(({ run }) => run)).toEqual([0])
  expect(notes).toEqual([
    '1 run whose y is not finite: not shown.',
    '1 run without y: not shown.',
    '1 run without x: not shown.',
  ])
  expect(scatterPlot([find('y')!, find('x')!], [1, 2], size).points).toEqual([])
})

test('runs without a value of both axes are counted once', () => {
  const [x, y] = [someColumn('x', { cells: [undefined] }), someColumn('y', { cells: [undefined] })]
  const axes = [y, x].map((column) =>
    placedNumbers({ name: column.name, cells: [1], origin: 'chosen' }, 'auto'),
  )
  expect(missingNotes(axes, [y, x], [0])).toEqual(['1 run without y: not shown.'])
})

test('few factors make a logarithmic axis, with a tick at each', () => {
  const { find } = someReport({ lr: { cells: [0.001, 0.01, 0.1] }, y: { part: 'metric', cells: [1, 2, 3] } })
  const { x } = scatterPlot([find('y')!, find('lr')!], all(3), size)
  expect([x.axis.scale, x.ticks.map(({ text }) => text)]).toEqual(['log', ['0.001', '0.01', '0.1']])
})

test('means are those of the places with several runs', () => {
  const { find } = someReport({
    x: { type: 'text', cells: ['a', 'a', 'b', 'c', 'c'] },
    y: { part: 'metric', cells: [1, 3, 9, 4, 4] },
  })
  const { means } = scatterPlot([find('y')!, find('x')!], all(5), size)
  expect(means.map(({ value }) => value)).toEqual([2, 4])
})

test('there are no means where x has many values', () => {
  const { find } = someReport({ x: { cells: all(50) }, y: { part: 'metric', cells: all(50) } })
  expect(scatterPlot([find('y')!, find('x')!], [...all(50), ...all(50)], size).means).toEqual([])
})

test('points of a category stand beside each other within it, the same each time', () => {
  const cells = all(200).map((run) => (run % 2 === 0 ? 'a' : 'b'))
  const { find } = someReport({
    x: { type: 'text', cells },
    y: { part: 'metric', cells: all(200).map(() => 1) },
  })
  const plot = () => scatterPlot([find('y')!, find('x')!], all(200), size)
  const { points, x } = plot()
  for (const { run, x: place } of points)
    expect(Math.abs(place - x.at(cells[run]!))).toBeLessThanOrEqual(x.band / 2)
  expect(new Set(points.map(({ x: place }) => place)).size).toBe(200)
  expect(plot().points).toEqual(points)
})

test('a few points of a number stand at it; many stand beside it, far from the next', () => {
  const plotOf = (each: number) => {
    const cells = all(3 * each).map((run) => run % 3)
    const { find } = someReport({ x: { cells }, y: { part: 'metric', cells } })
    return { ...scatterPlot([find('y')!, find('x')!], all(3 * each), size), cells }
  }
  const few = plotOf(3)
  expect(few.spread).toBe(0)
  for (const { run, x } of few.points) expect(x).toBe(few.x.at(few.cells[run]!))
  const many = plotOf(30)
  expect(many.spread).toBeGreaterThan(0)
  expect(many.spread).toBeLessThanOrEqual((many.x.at(1) - many.x.at(0)) / 2)
})

test('jitter begins in the middle and fills its range evenly', () => {
  const offset = jitter()
  const offsets = all(100).map(() => offset('a'))
  expect([offsets[0], offset('b')]).toEqual([0, 0])
  const sorted = offsets.toSorted((a, b) => a - b)
  expect(sorted[0]).toBeGreaterThanOrEqual(-0.5)
  expect(sorted.at(-1)).toBeLessThan(0.5)
  sorted.slice(1).forEach((value, at) => expect(value - sorted[at]!).toBeLessThan(0.03))
})

test.each([
  ['min', 1],
  ['max', 2],
  [undefined, undefined],
] as const)('the best is by the way a metric gets better: %s', (mode, run) => {
  const points = [
    { run: 0, value: 0.5 },
    { run: 1, value: 0.1 },
    { run: 2, value: 0.9 },
    { run: 3, value: 0.1 },
    { run: 4, value: 0.9 },
  ]
  expect(bestPoint(points, mode)?.run).toBe(run)
})
