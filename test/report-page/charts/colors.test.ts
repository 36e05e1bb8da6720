import { themeOf } from '../../../src/plot/theme/theme'
import { luminance } from '../../../src/plot/theme/ramp'
import { addShape, cornersOf } from '../../../src/report-page/charts/colors/shape-path'
import { coloringBy } from '../../../src/report-page/charts/colors/coloring'
import { strongRuns } from '../../../src/report-page/charts/picked/strong-runs'
import { SHAPES } from '../../../src/plot/theme/shapes'
import { someColumn } from './some-report'

const LIGHT = themeOf('light')
const all = (count: number) => Array.from({ length: count }, (_, run) => run)

test('texts have a colour each; runs without one are told', () => {
  const column = someColumn('optimizer', { type: 'text', cells: ['sgd', 'adam', 'sgd', undefined] })
  const { keys, colorOf, keyOf, ramp, notes, title } = coloringBy(column, all(4), LIGHT, undefined)
  expect([title, ramp, keys.map(({ text }) => text)]).toEqual(['optimizer', null, ['adam', 'sgd']])
  expect([0, 1, 2].map(keyOf)).toEqual([1, 0, 1])
  expect(colorOf(0)).toBe(keys[1]!.color)
  expect([keyOf(3), colorOf(3)]).toEqual([-1, LIGHT.axis])
  expect(notes).toEqual(['1 without a colour: no optimizer that can be shown.'])
})

test('more than eight texts have seven colours and that of the others', () => {
  const cells = [...all(12).map((at) => `kind ${at}`), 'kind 0']
  const { keys, notes } = coloringBy(someColumn('kind', { type: 'text', cells }), all(13), LIGHT, undefined)
  expect(keys).toHaveLength(8)
  expect(keys.at(-1)!.text).toBe('others')
  expect(notes).toEqual(['others: 5 more values of kind'])
})

test('few numbers are categories in their order, from pale to strong', () => {
  const column = someColumn('units', { cells: [64, 16, 32] })
  const { keys } = coloringBy(column, all(3), LIGHT, undefined)
  expect(keys.map(({ text }) => text)).toEqual(['16', '32', '64'])
  const bright = keys.map(({ color }) => luminance(color))
  expect(bright[0]! > bright[1]! && bright[1]! > bright[2]!).toBe(true)
})

test.each([
  ['min', 0],
  ['max', 99],
  [undefined, 99],
] as const)('many numbers are on a scale; what stands out is the better: %s', (mode, strongest) => {
  const { ramp, keys, colorOf } = coloringBy(someColumn('loss', { cells: all(100) }), all(100), LIGHT, mode)
  expect(ramp).toHaveLength(64)
  expect(keys.map(({ text }) => text)).toEqual(['0', '99'])
  expect([colorOf(0), colorOf(99)]).toEqual([ramp![0], ramp!.at(-1)])
  const darkest = all(100).sort((a, b) => luminance(colorOf(a)) - luminance(colorOf(b)))[0]!
  expect(Math.abs(darkest - strongest)).toBeLessThan(2)
})

test('numbers of many sizes are coloured by their factors', () => {
  const cells = all(50).map((at) => 10 ** (at / 10 - 4))
  const { ramp, colorOf } = coloringBy(someColumn('lr', { cells }), all(50), LIGHT, undefined)
  expect(ramp!.indexOf(colorOf(25))).toBe(32)
})

test('picked runs stand out in the order in which they were picked, those that are shown', () => {
  const { strong, hidden, beyond } = strongRuns([5, 6, 7, 8], [7, 2, 5], null, LIGHT)
  expect([hidden, beyond]).toEqual([1, 0])
  expect(strong.map(({ run, number }) => [run, number])).toEqual([
    [7, '1'],
    [5, '3'],
  ])
  expect(strong[0]).toMatchObject({ color: LIGHT.categories[0], dash: [], shape: 'circle' })
  expect(strong[1]).toMatchObject({ color: LIGHT.categories[2], shape: 'triangle-up' })
})

test('runs that are few all stand out, until one is picked, or a column colours them', () => {
  expect(strongRuns(all(8), [], null, LIGHT).strong).toHaveLength(8)
  expect(strongRuns(all(9), [], null, LIGHT)).toEqual({ strong: [], hidden: 0, beyond: 0 })
  expect(strongRuns(all(8), [3], null, LIGHT).strong.map(({ run }) => run)).toEqual([3])
  const coloring = coloringBy(someColumn('x', { type: 'text', cells: ['a', 'b'] }), all(2), LIGHT, undefined)
  expect(strongRuns(all(2), [], coloring, LIGHT).strong).toEqual([])
  expect(strongRuns(all(2), [1], coloring, LIGHT).strong).toMatchObject([
    { run: 1, color: LIGHT.categories[1], shape: 'square', number: '1' },
  ])
})

test('of very many picked runs the first 40 that are shown stand out, and the others are counted', () => {
  const picked = all(1000).reverse()
  const { strong, hidden, beyond } = strongRuns(all(900), picked, null, LIGHT)
  expect(strong.map(({ run }) => run)).toEqual(all(900).reverse().slice(0, 40))
  expect([strong[0]!.number, hidden, beyond]).toEqual(['101', 100, 860])
})

test('the first eight differ in colour, dash and shape', () => {
  const { strong } = strongRuns(all(8), [], null, LIGHT)
  for (const look of ['color', 'shape', 'dash'] as const)
    expect(new Set(strong.map((run) => JSON.stringify(run[look]))).size).toBe(8)
})

test('shapes are about as large as a circle', () => {
  for (const shape of SHAPES) {
    const corners = cornersOf(shape, 4)
    expect(corners.length === 0).toBe(shape === 'circle')
    for (const corner of corners) expect(Math.hypot(...corner)).toBeLessThan(7)
    const drawn: string[] = []
    const note = (word: string) => () => void drawn.push(word)
    addShape(
      { arc: note('arc'), moveTo: note('move'), lineTo: note('line'), closePath: note('close') },
      ...([shape, 0, 0, 4] as const),
    )
    expect(drawn).toEqual(
      shape === 'circle' ? ['move', 'arc'] : ['move', ...corners.slice(1).map(() => 'line'), 'close'],
    )
  }
})
