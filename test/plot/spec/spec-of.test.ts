import Ajv from 'ajv'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from '../../../src/plot/figure/figure'
import { lookOf } from '../../../src/plot/picture-options'
import { roomyExtent } from '../../../src/plot/spec/extent'
import { longLabels } from '../../../src/plot/spec/long-labels'
import { specOf, type Specification } from '../../../src/plot/spec/spec-of'
import { labelledTicks, logTicks } from '../../../src/plot/spec/ticks'
import { nodeModules } from '../../compiled'
import { FIGURES } from '../figures'
import { HOSTILE_FIGURES, MARK } from '../hostile'

const figures = Object.entries({ ...FIGURES, ...HOSTILE_FIGURES } as Record<string, Figure>)
const themes = ['light', 'dark'] as const

/** What of a specification the schema of Vega-Lite does not allow. */
const isSpecification = (() => {
  const schema = readFileSync(join(nodeModules, 'vega-lite/build/vega-lite-schema.json'), 'utf8')
  const ajv = new Ajv({ strict: false, validateFormats: false })
  return ajv.compile(JSON.parse(schema) as object)
})()

test.each(figures)('the specification of %s is one of Vega-Lite', (_, figure) => {
  for (const theme of themes) {
    const spec = specOf(figure, lookOf({ theme }))
    // Its rows are alike, and each takes time.
    const few = { ...spec, data: { values: rowsOf(spec).slice(0, 50) } }
    isSpecification(JSON.parse(JSON.stringify(few)))
    expect(isSpecification.errors?.slice(0, 3) ?? []).toEqual([])
  }
})

test('what is none is refused by this test', () => {
  const spec = specOf(FIGURES.means, lookOf({}))
  expect(isSpecification({ ...spec, layer: [{ mark: 'no such mark' }] })).toBe(false)
})

const OURS = [
  ...['role', 'x', 'y', 'low', 'high', 'color', 'panel', 'panelOrder', 'run', 'n', 'text'],
  ...['beside', 'curve', 'top', 'ink', 'std', 'name'],
]

type Row = Record<string, unknown>
const rowsOf = (spec: Specification): Row[] => (spec.data as { values: Row[] }).values

test.each(figures)('the data of %s stand under names of our own, and are JSON', (_, figure) => {
  const rows = rowsOf(specOf(figure, lookOf({})))
  expect(new Set(rows.flatMap(Object.keys).filter((name) => !OURS.includes(name)))).toEqual(new Set())
  const values = rows.flatMap((row) => Object.values(row))
  expect(values.filter((value) => typeof value === 'number' && !Number.isFinite(value))).toEqual([])
})

test.each(figures)('%s always gives one specification', (_, figure) => {
  const texts = [1, 2].map(() => JSON.stringify(specOf(structuredClone(figure), lookOf({}))))
  expect(texts[0]).toBe(texts[1])
})

/** Where texts from runs may stand: no Vega ever reads these as anything but texts. */
const PLAIN = [
  /^\.description$/,
  /^\.title\.(text|subtitle)\.\d+$/,
  /^\.data\.values\.\d+\.(x|y|color|panel|run|text|name)$/,
  /\.title$/,
  /\.scale\.domain\.\d+$/,
]

function textsIn(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [
    [`${path} key`, key] as [string, string],
    ...textsIn(each, `${path}.${key}`),
  ])
}

test.each(Object.entries(HOSTILE_FIGURES))('in %s, texts from runs are data and titles only', (_, figure) => {
  const found = textsIn(specOf(figure, lookOf({}))).filter(([, text]) => text.includes(MARK))
  expect(found.length).toBeGreaterThan(40)
  expect(found.filter(([path]) => !PLAIN.some((pattern) => pattern.test(path)))).toEqual([])
  expect(
    found.filter(([, text]) => /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ufffe\uffff]/.test(text)),
  ).toEqual([])
  expect(Math.max(...found.map(([, text]) => text.length))).toBeLessThan(10_000)
})

test('categories that differ in what is not shown only stay apart', () => {
  const [one, other] = [`${'x'.repeat(400)}1`, `${'x'.repeat(400)}2`]
  const x = { ...FIGURES.categories.x, categories: [one, other] }
  const points = [one, other].map((at) => ({ x: at, y: 1, run: 'run' }))
  const rows = rowsOf(specOf({ ...FIGURES.categories, x, means: [], points, best: null }, lookOf({})))
  expect(new Set(rows.map((row) => row.x)).size).toBe(2)
})

test('the size of a panel is the one asked for', () => {
  const spec = specOf(FIGURES['panels of means'], lookOf({ width: 333, height: 222 }))
  expect(spec.spec).toMatchObject({ width: 333, height: 222 })
})

test('values that are not finite are gaps, and those that nothing joins are dots', () => {
  const rows = rowsOf(specOf(FIGURES['curves with gaps'], lookOf({})))
  expect(
    rows
      .filter(({ role }) => role === 'line')
      .slice(0, 5)
      .map(({ y }) => y === null),
  ).toEqual([...[false, true, false, true, false]])
  expect(rows.filter(({ role }) => role === 'line dot').map(({ x }) => x)).toEqual([1, 3])
})

test.each(['means', 'curves'] as const)(
  'the best run of %s is on the axis, though it is beyond all means',
  (name) => {
    const figure = { ...FIGURES[name], best: { ...FIGURES[name].best!, y: 1e-6 } }
    const [low] = JSON.stringify(specOf(figure, lookOf({})))
      .match(/"field":"y".*?"domain":\[(.*?),/)!
      .slice(1)
    expect(Number(low)).toBeLessThan(1e-6)
  },
)

test('an axis by factors holds the smallest and the largest number there are', () => {
  const [low, high] = roomyExtent([Number.MIN_VALUE, Number.MAX_VALUE], 'log')
  expect([low, high]).toEqual([Number.MIN_VALUE, Number.MAX_VALUE])
  expect(roomyExtent([5e-324, 5e-324], 'log')[0]).toBeGreaterThan(0)
  expect(roomyExtent([1, 100], 'log', [0.5, 1])).toEqual([expect.closeTo(0.1, 9), expect.closeTo(10_000, 6)])
})

test('a log axis with too few round numbers has the ticks of Vega', () => {
  expect(logTicks([0.9, 4.3])).toBeUndefined()
  expect(logTicks([0.9, 5.3])).toEqual([1, 2, 5])
})

test('of one value alone the legend has that', () => {
  const cells = [{ x: '1', y: '1', value: 0, std: null, n: 1 }]
  const text = JSON.stringify(specOf({ ...FIGURES['heat map'], cells, best: null }, lookOf({})))
  expect(text).toContain('"type":"gradient","gradientOpacity":1,"values":[0]')
})

test('many categories have room for all of their labels', () => {
  const categories = Array.from({ length: 50 }, (_, at) => `category ${at}`)
  const figure = { ...FIGURES.categories, x: { ...FIGURES.categories.x, categories }, means: [], best: null }
  const points = categories.map((x) => ({ x, y: 1, run: x }))
  const spec = specOf({ ...figure, points }, lookOf({}))
  expect(spec.width).toBe(750)
  expect(JSON.stringify(spec)).toContain('"labelOverlap":false')
  expect(specOf({ ...figure, points }, lookOf({ width: 300 })).width).toBe(300)
})

test.each([
  ['short', ['one', 'other'], undefined],
  ['long, and different at the ends', [`${'x'.repeat(40)}1`, `${'x'.repeat(40)}2`], 12],
  ['long, and different further in', [`${'x'.repeat(14)}1${'x'.repeat(40)}`, 'x'.repeat(55)], 16],
  ['alike at both ends', [`${'x'.repeat(40)}1${'x'.repeat(40)}`, 'x'.repeat(81)], 12],
])('labels that are %s keep so many characters at their ends', (_, labels, end) => {
  const { labelExpr, labelLimit } = longLabels(labels) as { labelExpr?: string; labelLimit?: number }
  expect(
    labelExpr === undefined ? undefined : Number(/slice\(datum.label, 0, (\d+)\)/.exec(labelExpr)![1]),
  ).toBe(end)
  expect(labelLimit === undefined).toBe(end !== 16)
})

test('on a log axis an edge of a band that is not above 0 is the end of the axis, not a gap', () => {
  const y = { ...FIGURES.means.y, scale: 'log' as const }
  const means = [1, 2].map((x) => ({ x, y: 0.1 * x, low: -0.1, high: 0.5, n: 3 }))
  const spec = specOf({ ...FIGURES.means, y, means, points: [], best: null }, lookOf({}))
  const [low] = rowsOf(spec).map((row) => row.low as number)
  expect(low).toBeGreaterThan(0)
  expect(low).toBeLessThan(0.1)
})

test.each(['heat map', 'parallel'] as const)('in %s the better stands out, whichever way that is', (name) => {
  const figure: Figure = FIGURES[name]
  const ends = [figure, turned(figure)].map((each) => {
    const text = JSON.stringify(specOf(each, lookOf({})))
    return /"range":\["(#\w+)"/.exec(text)![1]
  })
  expect(ends[0]).not.toBe(ends[1])
})

/** The same with the worst for the best. */
function turned(figure: Figure): Figure {
  if (figure.kind === 'heat-map') {
    const worst = figure.cells.reduce((a, b) => (b.value < a.value ? b : a))
    return { ...figure, best: { ...figure.best!, x: worst.x, y: worst.y } }
  }
  if (figure.kind !== 'parallel') return figure
  const worst = figure.lines.reduce((a, b) => (b.value < a.value ? b : a))
  return { ...figure, lines: figure.lines.map((line) => ({ ...line, isBest: line === worst })) }
}

test.each([
  ['all that have room', [1, 2, 3], 100, [1, 2, 3]],
  ['the ends before those between', [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03], 130, [0.0001, 0.001, 0.03]],
  ['the first alone where there is no room for two', [0.0001, 0.1], 20, [0.0001]],
  ['numbers as they are written', [1e6, 2e6, 3e15, 4e15], 170, [1e6, 2e6, 3e15, 4e15]],
])('labels of ticks: %s', (_, ticks, pixels, labelled) => {
  const pixelOf = (tick: number) => (ticks.indexOf(tick) / (ticks.length - 1)) * pixels
  expect(labelledTicks(ticks, 11, pixelOf, 6)).toEqual(labelled)
})

test('on a narrow axis the first and the last number of a grid have their labels', () => {
  const ticks = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03]
  const figure = { ...FIGURES.means, x: { ...FIGURES.means.x, ticks }, color: null }
  const axisOf = (width: number) =>
    (specOf(figure, lookOf({ width })).encoding as { x: { axis: Record<string, unknown> } }).x.axis
  expect(axisOf(600)).toMatchObject({ values: ticks, labelOverlap: 'greedy' })
  const { values, labelOverlap, labelExpr } = axisOf(130)
  expect(values).toEqual(ticks)
  expect(labelOverlap).toBe(false)
  const labelled = JSON.parse(/\[.*\]/.exec(String(labelExpr))![0]) as number[]
  expect(labelled.at(0)).toBe(0.0001)
  expect(labelled.at(-1)).toBe(0.03)
  expect(labelled.length).toBeLessThan(6)
})

test.each<[string, Figure]>([
  ['the best of means', { ...FIGURES.means, best: { ...FIGURES.means.best!, text: '-2.5' } }],
  ['the best of curves', { ...FIGURES.curves, best: { ...FIGURES.curves.best!, text: '-2.5' } }],
  ['a cell', { ...FIGURES['heat map'], cells: [{ ...FIGURES['heat map'].cells[0]!, value: -2.5 }] }],
  [
    'a tick of parallel coordinates',
    {
      ...FIGURES.parallel,
      axes: [{ title: 'lr', scale: 'linear', ticks: [{ share: 0, text: '-2.5' }] }],
    },
  ],
])('%s below 0 has the minus of the axes', (_, figure) => {
  const texts = rowsOf(specOf(figure, lookOf({}))).flatMap(({ text }) =>
    typeof text === 'string' ? [text] : [],
  )
  expect(texts.filter((text) => text.endsWith('\u22122.5'))).toHaveLength(1)
  expect(texts.filter((text) => text.includes('-2.5'))).toEqual([])
})
