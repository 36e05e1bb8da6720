import type { ImportanceBar } from '../../../src/plot/figure/figure'
import { columnGroups, isDrawable } from '../../../src/report-page/charts/columns/column-groups'
import {
  differingParams,
  firstMetric,
  numberColumns,
} from '../../../src/report-page/charts/columns/first-columns'
import { modeOf } from '../../../src/report-page/charts/columns/modes'
import { barPlaces } from '../../../src/report-page/charts/importance/bar-places'
import {
  correlationText,
  intervalText,
  meaningText,
} from '../../../src/report-page/charts/importance/bar-texts'
import { axesIn, parallelPlot } from '../../../src/report-page/charts/parallel/parallel-plot'
import { runName } from '../../../src/report-page/charts/picked/run-names'
import { someReport } from './some-report'

const bar = (parameter: string, correlation: number): ImportanceBar => ({
  ...{ parameter, correlation, low: correlation - 0.1, high: correlation + 0.1, isSigned: true, n: 10 },
})

const report = someReport(
  {
    lr: { cells: [1, 2] },
    units: { cells: [1, 2] },
    optimizer: { type: 'text', cells: ['a', 'b'] },
    gone: { type: 'empty', cells: [undefined, undefined] },
    seconds: { part: 'field', cells: [1, 2] },
    'last.val_loss': { part: 'last', cells: [1, 2] },
    val_loss: { part: 'metric', cells: [1, 2] },
  },
  {
    ...{
      monitor: 'val_loss',
      modes: { val_loss: 'min' },
      overview: ['val_loss', 'units', 'lr', 'optimizer'],
    },
    importance: { val_loss: [bar('units', 0.2), bar('optimizer', -0.9)] },
  },
)

test('columns are chosen under the part that they come from, those that can be drawn', () => {
  expect(
    columnGroups(report.columns.filter(isDrawable)).map(({ heading, options }) => [
      heading,
      options.map(({ text }) => text),
    ]),
  ).toEqual([
    ['Parameters', ['lr', 'units', 'optimizer']],
    ['Metrics at the best epoch', ['val_loss']],
    ['Metrics at the last epoch', ['last.val_loss']],
    ['Fields', ['seconds']],
  ])
})

test('the y axis can be any numbers, metrics first', () => {
  expect(numberColumns(report).map(({ name }) => name)).toEqual([
    ...['val_loss', 'last.val_loss', 'seconds', 'lr', 'units'],
  ])
})

test('what one sees first is what most runs monitor, also where it is a column by a longer name', () => {
  expect(firstMetric(report)?.name).toBe('val_loss')
  const named = someReport(
    { status: { part: 'field', cells: [1] }, 'metrics.status': { part: 'metric', cells: [1] } },
    { monitor: 'status', modes: { 'metrics.status': 'max' } },
  )
  expect(firstMetric(named)?.name).toBe('metrics.status')
  expect(modeOf(named, 'metrics.status')).toBe('max')
  expect(firstMetric(someReport({}))).toBeUndefined()
})

test.each([
  ['val_loss', 'min'],
  ['last.val_loss', 'min'],
  ['lr', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
])('%s gets better: %p', (name, mode) => {
  expect(modeOf(report, name)).toBe(mode)
})

test('parameters that go most closely with the metric come first, then the others in which runs differ', () => {
  expect(differingParams(report, 'val_loss').map(({ name }) => name)).toEqual(['optimizer', 'units', 'lr'])
  expect(differingParams(report, 'constructor').map(({ name }) => name)).toEqual(['units', 'lr', 'optimizer'])
})

test('a run is named by its id, behind its root where there are several', () => {
  expect(runName(report, 1)).toBe('run-1')
  expect(runName(someReport({ root: { part: 'field', type: 'text', cells: ['here'] } }), 0)).toBe(
    'here/run-0',
  )
})

test.each([
  [bar('lr', -0.5), true, { zero: 50, from: 25, size: 25, low: 20, high: 30 }],
  [bar('lr', 0.5), true, { zero: 50, from: 50, size: 25, low: 70, high: 80 }],
  [bar('lr', 0.5), false, { zero: 0, from: 0, size: 50, low: 40, high: 60 }],
  [
    { ...bar('lr', 0.5), low: null, high: null },
    false,
    { zero: 0, from: 0, size: 50, low: null, high: null },
  ],
])('a bar of %j (negative ones beside: %p) stands at %j', (given, hasNegative, places) => {
  for (const [name, place] of Object.entries(barPlaces(given, hasNegative)))
    if (place === null) expect(places[name as keyof typeof places]).toBeNull()
    else expect(place).toBeCloseTo(places[name as keyof typeof places]!, 9)
})

test.each([
  [bar('lr', -0.714), '−0.71', '−0.81 to −0.61', 'loss falls with lr'],
  [bar('lr', 0.2), '+0.20', '0.10 to 0.30', 'loss grows with lr'],
  [{ ...bar('lr', 0.2), isSigned: false, low: null, high: null }, '0.20', 'too few', 'loss differs with lr'],
])('what a bar says: %j', (given, correlation, interval, meaning) => {
  expect([correlationText(given), intervalText(given), meaningText(given, 'loss')]).toEqual([
    ...[correlation, interval, meaning],
  ])
})

test('lines cross each axis at their values; what a run has not is a gap', () => {
  const { find } = someReport({
    lr: { cells: [1, 2, 3] },
    kind: { type: 'text', cells: ['b', 'a', undefined] },
    loss: { part: 'metric', cells: [30, 20, 10] },
  })
  const columns = ['lr', 'kind', 'loss'].map((name) => find(name)!)
  const { axes, lines, layout } = parallelPlot(columns, [2, 0], { width: 700, height: 300 })
  expect(axes.map(({ x }) => x)).toEqual([layout.left, (layout.left + layout.right) / 2, layout.right])
  expect(lines.map(({ run }) => run)).toEqual([2, 0])
  const [third, first] = lines
  expect(third!.ys[0]).toBeLessThan(first!.ys[0]!)
  expect(third!.ys[1]).toBeNaN()
  expect(third!.ys[2]).toBeGreaterThan(first!.ys[2]!)
})

test('there are no more axes than there is room for', () => {
  expect([axesIn(0), axesIn(400), axesIn(1200)]).toEqual([2, 4, 13])
})
