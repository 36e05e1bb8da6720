import type { Curve, MetricCurves } from '../../../src/report-page/data/curves'
import { bestCurve, byBest, nearestTo, placeText } from '../../../src/report-page/charts/curves/curve-facts'
import { curvePanels } from '../../../src/report-page/charts/curves/curve-panels'
import { curveText } from '../../../src/report-page/charts/curves/curve-text'
import { rangeOf, scaleOf } from '../../../src/report-page/charts/curves/curve-range'
import { faintness } from '../../../src/report-page/charts/curves/faintness'
import {
  choiceGroups,
  firstChoice,
  metricChoices,
} from '../../../src/report-page/charts/curves/metric-choices'
import { sampledEpochs } from '../../../src/report-page/charts/curves/sampled-epochs'
import { valueText } from '../../../src/report-page/charts/curves/value-text'
import { runPlots } from '../../../src/report-page/charts/run/run-plot'
import { svgPath } from '../../../src/report-page/charts/run/svg-path'

const curve = (run: number, values: number[], first = 1, step = 1): Curve => ({
  ...{ run, step, values: Float64Array.from(values), errorOf: () => 0 },
  epochs: Float64Array.from(values, (_, at) => first + at),
})

const metric = (name: string, curves: Curve[]): MetricCurves => {
  const byRun = new Map(curves.map((one) => [one.run, one]))
  return { metric: name, low: 0, high: 1, runs: [...byRun.keys()], of: (run) => byRun.get(run) }
}

const chosen = (name: string, curves: Curve[], mode: 'min' | 'max' = 'min') => ({
  metric: metric(name, curves),
  ...{ mode, curves },
})

test('metrics are chosen with their twins, or alone', () => {
  const choices = metricChoices(['loss', 'lr', 'val_loss', 'val_f1'])
  expect(choices.map(({ text }) => text)).toEqual(['loss and val_loss', 'loss', 'lr', 'val_loss', 'val_f1'])
  expect(choiceGroups(choices).map(({ heading, options }) => [heading, options.length])).toEqual([
    ['Training and validation', 1],
    ['One metric', 4],
  ])
  expect(choiceGroups(metricChoices(['lr']))).toHaveLength(1)
})

test.each([
  ['val_loss', 'loss and val_loss'],
  ['lr', 'lr'],
  ['gone', 'loss and val_loss'],
  [null, 'loss and val_loss'],
])('when most runs monitor %s, the first choice is %s', (monitor, text) => {
  expect(firstChoice(metricChoices(['lr', 'loss', 'val_loss']), monitor)?.text).toBe(text)
})

test('without metrics there is nothing to choose', () => {
  expect(firstChoice(metricChoices([]), 'loss')).toBeUndefined()
})

test('the range of curves leaves gaps out', () => {
  expect(rangeOf([curve(0, [NaN, 2, -1]), curve(1, [0, 5], 10)])).toEqual({
    ...{ first: 1, last: 11, low: -1, high: 5, lowAbove0: 2 },
  })
  expect(rangeOf([])).toMatchObject({ low: Infinity, high: -Infinity })
})

test.each<[string, number[], 'linear' | 'log']>([
  ['that fall by factors', [1000, 100, 10, 1, 0.1], 'log'],
  ['that fall evenly', [1, 0.8, 0.6, 0.4], 'linear'],
  ['with a zero', [1000, 100, 10, 0], 'linear'],
  ['with gaps', [1000, NaN, 100, 10, 1, 0.1], 'log'],
  ['of none', [], 'linear'],
])('values %s have a scale that shows them', (_, values, scale) => {
  expect(scaleOf([curve(0, values)])).toBe(scale)
})

test('the best is the first of equals, and gaps are none', () => {
  const curves = [curve(7, [NaN]), curve(8, [3, 1, 1]), curve(9, [1, 4])]
  expect(bestCurve(curves, 'min')).toEqual({ curve: curves[1], at: 1, value: 1 })
  expect(bestCurve(curves, 'max')).toEqual({ curve: curves[2], at: 1, value: 4 })
  expect(byBest(curves, 'max')).toEqual([9, 8])
  expect(bestCurve([], 'min')).toBeUndefined()
})

test('what is told at an epoch is the nearest value', () => {
  const one = curve(0, [0.5, NaN, 0.25], 10)
  expect(placeText(one, nearestTo(one, 11.6)!)).toBe('0.25 at epoch 12')
  expect(placeText(one, nearestTo(one, -5)!)).toBe('0.5 at epoch 10')
  expect(placeText({ ...one, step: 4 }, nearestTo(one, 12)!)).toBe('0.25 about epoch 12')
  expect(nearestTo(curve(0, [NaN]), 1)).toBeUndefined()
  const metrics = [chosen('loss', [one]), chosen('acc', [curve(0, [0.1, 0.9, 0.8], 10)], 'max')]
  expect(curveText(metrics, 0, 10)).toBe('loss 0.5 at epoch 10; acc 0.1 at epoch 10')
  expect(curveText(metrics, 0, undefined)).toBe(
    'loss best 0.25 at epoch 12, last 0.25 at epoch 12; acc best 0.9 at epoch 11, last 0.8 at epoch 12',
  )
  expect(curveText(metrics, 5, 10)).toBe('')
})

test.each([
  [0.253_14, 0, '0.25314'],
  [0.253_14, 0.000_01, '0.2531'],
  [0.253_14, 0.0076, '0.3'],
  [0.253_14, 0.004, '0.25'],
  [3.000_04, 0.000_05, '3'],
  [12_345.678, 0.01, '12350'],
  [12_345.678, 40, '12300'],
  [0.001, 0.0076, '0'],
  [-0.253_14, 0.004, '-0.25'],
  [0, 0.004, '0'],
])('%p, which may be off by %p, is told as %s', (value, error, text) => {
  expect(valueText(value, error)).toBe(text)
})

test('plots of twins have the same axes, beside each other, or below where there is no room', () => {
  const metrics = [chosen('loss', [curve(0, [2, 1])]), chosen('val_loss', [curve(0, [5, 4], 3)])]
  const wide = curvePanels(metrics, 'linear', 900)
  const [left, right] = wide.panels
  expect(left!.y.domain).toEqual(right!.y.domain)
  expect([left!.x.domain, right!.x.domain]).toEqual([
    [1, 4],
    [1, 4],
  ])
  expect(right!.layout.left).toBeGreaterThan(left!.layout.right)
  const narrow = curvePanels(metrics, 'linear', 400)
  expect(narrow.panels[1]!.layout.top).toBeGreaterThan(narrow.panels[0]!.layout.bottom)
  expect(narrow.height).toBeGreaterThanOrEqual(2 * 260)
  for (const { layout, lines } of [...wide.panels, ...narrow.panels])
    for (const { xs, ys } of lines)
      for (const [at, x] of xs.entries()) {
        expect(x >= layout.left - 0.01 && x <= layout.right + 0.01).toBe(true)
        expect(ys[at]! >= layout.top - 0.01 && ys[at]! <= layout.bottom + 0.01).toBe(true)
      }
})

test('the best value is marked where it stands; on a logarithmic axis 0 has no place', () => {
  const [panel] = curvePanels([chosen('loss', [curve(3, [2, 1, 4])])], 'linear', 400).panels
  const line = panel!.byRun.get(3)!
  expect(panel!.best).toEqual({ text: '1', place: [line.xs[1], line.ys[1]] })
  const [log] = curvePanels([chosen('loss', [curve(3, [2, 0, 4])])], 'log', 400).panels
  expect(log!.best).toBeUndefined()
  expect(log!.byRun.get(3)!.ys[1]).toBeNaN()
  expect(log!.y.domain[0]).toBe(2)
})

test.each([0, 1, 400])('without runs there is a plot all the same, %p pixels wide', (width) => {
  const { panels } = curvePanels([chosen('loss', [])], 'log', width)
  expect(panels[0]!.lines).toEqual([])
  expect(panels[0]!.best).toBeUndefined()
})

test('the more lines, the fainter each, but never past seeing', () => {
  const alphas = [1, 8, 9, 100, 1000, 10_000, 1_000_000].map((count) => faintness(count).alpha)
  expect(alphas).toEqual(alphas.toSorted((a, b) => b - a))
  expect(alphas.at(-1)).toBeGreaterThan(0.01)
})

test('a table has at most 25 epochs, the first and the last among them', () => {
  expect(sampledEpochs([curve(0, [1, 2]), curve(1, [1, 2], 2)])).toEqual([1, 2, 3])
  const many = sampledEpochs([curve(0, new Array<number>(1000).fill(1))])
  expect([many.length, many[0], many.at(-1)]).toEqual([25, 1, 1000])
})

test('the plots of a run have a metric with its twin each, and none for what it has not', () => {
  const metrics = new Map(
    [
      metric('loss', [curve(0, [2, 1])]),
      metric('val_loss', [curve(0, [2, 1.5]), curve(1, [1])]),
      metric('acc', [curve(1, [1])]),
      metric('val_f1', [curve(0, [0.5])]),
    ].map((one) => [one.metric, one]),
  )
  const names = (run: number) => runPlots(metrics, run).map(({ lines }) => lines.map((line) => line.metric))
  expect(names(0)).toEqual([['loss', 'val_loss'], ['val_f1']])
  expect(names(1)).toEqual([['val_loss'], ['acc']])
  expect(names(2)).toEqual([])
})

test('the path of a line begins anew behind a gap; a value alone is a dot', () => {
  const path = svgPath({ xs: Float32Array.of(0, 1, 2, 3, 4), ys: Float32Array.of(1, 2, NaN, 3, NaN) })
  expect(path).toBe('M0.0,1.0h0L1.0,2.0M3.0,3.0h0')
})
