import type { Cell } from '../../../src/catalog/sheet'
import {
  placedAcross,
  placedCells,
  placedColors,
  placedLineColors,
  placedPanels,
} from '../../../src/plot/figure/axis-of'
import { column } from './some-runs'

const numbers = (count: number, of: (index: number) => number = (index) => index) =>
  Array.from({ length: count }, (_, index) => of(index))
const texts = (count: number) => numbers(count).map((index) => `t${String(index).padStart(3, '0')}`)
const axisOf = (cells: readonly Cell[]) => placedAcross(column('x', cells), 'auto').axis

test.each<[string, Cell[], object]>([
  ['numbers', [3, 1, 2, 1], { type: 'number', scale: 'linear', ticks: [1, 2, 3] }],
  ['rates', [0.1, 0.001, 0.01], { type: 'number', scale: 'log', ticks: [0.001, 0.01, 0.1] }],
  ['one number', [7], { type: 'number', scale: 'linear', ticks: [7] }],
  ['many numbers', numbers(11), { type: 'number', scale: 'linear', categories: [] }],
  ['numbers and gaps', [1, undefined, null, 2], { type: 'number', ticks: [1, 2] }],
  ['numbers that are not all finite', [1, NaN, Infinity, 2], { type: 'number', ticks: [1, 2] }],
  ['0 and -0', [0, -0], { type: 'number', ticks: [0] }],
  [
    'texts, by their characters',
    ['b', 'a', 'B', 'ä'],
    { type: 'category', categories: ['B', 'a', 'b', 'ä'] },
  ],
  ['booleans', [true, false], { type: 'category', categories: ['false', 'true'], isOrdered: false }],
  ['lists', [[64, 32], [64]], { type: 'category', categories: ['[64,32]', '[64]'] }],
  [
    'equal objects',
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    { categories: ['{"a":1,"b":2}'] },
  ],
  [
    'mixed',
    ['b', 10, true, null, 2, [1], NaN],
    { categories: ['2', '10', 'NaN', 'b', 'true', '[1]', 'null'], isOrdered: false },
  ],
  [
    'alike in print',
    ['0.1', 0.1, 'true', true, 'null', null],
    { categories: ['0.1', '"0.1"', '"null"', '"true"', 'true', 'null'] },
  ],
  [
    'what is not seen',
    ['', ' ', 'a\u001b[2J', '\u202eb'],
    { categories: ['""', ' ', 'a\\u001b[2J', '\\u202eb'] },
  ],
  [
    'long texts',
    [`${'x'.repeat(80)}1`, `${'x'.repeat(80)}2`],
    { categories: ['1', '2'].map((end) => `${'x'.repeat(20)}…${'x'.repeat(18)}${end}`) },
  ],
  [
    'long texts that differ in the middle only',
    ['1', '2'].map((middle) => `${'x'.repeat(40)}${middle}${'x'.repeat(40)}`),
    { categories: [`${'x'.repeat(20)}…${'x'.repeat(19)}`, `${'x'.repeat(20)}…${'x'.repeat(19)} (2)`] },
  ],
  [
    'long texts of pairs of units',
    ['😀'.repeat(50)],
    { categories: [`${'😀'.repeat(10)}…${'😀'.repeat(9)}`] },
  ],
  ['no values', [undefined, undefined], { type: 'category', categories: [], isOrdered: false }],
  ['null alone', [null], { type: 'category', categories: ['null'] }],
])('along an axis: %s', (_, cells, expected) => {
  expect(axisOf(cells)).toMatchObject(expected)
})

test('many numbers have no ticks of their own', () => {
  expect(axisOf(numbers(11))).not.toHaveProperty('ticks')
})

test.each([
  ['linear', 0.5],
  ['log', 0.5],
] as const)('a scale that is asked for is taken: %s', (scale, value) => {
  const placed = placedAcross(column('x', [value, 0, -1]), scale)
  expect(placed.axis.scale).toBe(scale)
  expect([value, 0, -1].map((cell) => placed.placeOf(cell))).toEqual(
    scale === 'log' ? [value, undefined, undefined] : [value, 0, -1],
  )
  expect(placed.whyNot(-1)).toBe('whose x is not above 0')
})

test.each<[Cell, string]>([
  [undefined, 'without x'],
  [null, 'without x'],
  [NaN, 'whose x is not finite'],
  [-Infinity, 'whose x is not finite'],
])('among numbers %p has no place: %s', (cell, why) => {
  const placed = placedAcross(column('x', [1, 2, cell]), 'auto')
  expect(placed.placeOf(cell)).toBeUndefined()
  expect(placed.whyNot(cell)).toBe(why)
})

test.each<[string, number[], number, 'auto' | 'log']>([
  ['so far apart that no axis holds both', [1e308, -1e308, 1], 2, 'auto'],
  ['large, but near each other', [1.7e308, 1.6e308], 0, 'auto'],
  ['from the smallest to the largest, by factors', [5e-324, 1, 1.7e308], 0, 'log'],
])('of numbers %s some are counted as too large: %j, %i', (_, cells, count, scale) => {
  const placed = placedAcross(column('x', cells), scale)
  const lost = cells.filter((cell) => placed.placeOf(cell) === undefined)
  expect(lost.map((cell) => placed.whyNot(cell))).toEqual(
    Array.from({ length: count }, () => 'whose x is too large for an axis'),
  )
  expect(placed.axis.ticks).toHaveLength(cells.length - count)
})

test('the name of a column cannot steer a terminal', () => {
  expect(placedAcross(column('a\u001b[2J', ['x']), 'auto').axis.title).toBe('a\\u001b[2J')
  expect(placedAcross(column('a\u001b[2J', [1]), 'auto').whyNot(undefined)).toBe('without a\\u001b[2J')
})

test.each([
  [
    'few numbers',
    numbers(8),
    { type: 'category', isOrdered: true, categories: ['0', '1', '2', '3', '4', '5', '6', '7'] },
  ],
  ['many numbers', numbers(9), { type: 'number', scale: 'linear' }],
  ['many rates', numbers(9, (index) => 10 ** -index), { type: 'number', scale: 'log' }],
  ['few texts', texts(8), { type: 'category', isOrdered: false, categories: texts(8) }],
  ['many texts', texts(9), { type: 'category', categories: [...texts(7), 'others'] }],
  [
    'numbers, one of which is missing for a reason',
    [1, 2, null],
    { type: 'category', isOrdered: false, categories: ['1', '2', 'null'] },
  ],
])('colours of %s', (_, cells, expected) => {
  expect(placedColors(column('c', cells)).axis).toMatchObject(expected)
})

test('the colours that most runs have stand for themselves, and the note counts the others', () => {
  const cells = [...texts(10), 't009', 't008', 't008', 'others']
  const { axis, placeOf, notes } = placedColors(column('c', cells))
  expect(axis.categories).toEqual(['t000', 't001', 't002', 't003', 't004', 't008', 't009', 'others'])
  expect(placeOf('t005')).toBe('others')
  expect(placeOf('others')).toBe('others')
  expect(placeOf(undefined)).toBeUndefined()
  expect(notes).toEqual(['others: 4 more values of c'])
})

test('a value that is called as the others are is told from them', () => {
  const cells = [...texts(9), 'others', 'others']
  const { axis, placeOf } = placedColors(column('c', cells))
  expect(axis.categories).toEqual(['"others"', ...texts(6), 'others'])
  expect(placeOf('others')).toBe('"others"')
})

test('of many texts along an axis fifty stand for themselves at most', () => {
  expect(axisOf(texts(50)).categories).toEqual(texts(50))
  expect(axisOf(texts(51)).categories).toEqual([...texts(49), 'others'])
})

test('there are 24 panels at most: those that most runs have', () => {
  const placed = placedPanels(column('p', [...texts(30), 't029']))
  expect(placed.axis.categories).toEqual([...texts(23), 't029'])
  expect(placed.placeOf('t028')).toBeUndefined()
  expect(placed.whyNot('t028')).toBe('in panels beyond the 24 of p that have most')
})

test.each([
  ['few numbers', numbers(20), 20, '0', '19'],
  ['many numbers', numbers(21), 10, '0–2', '18–20'],
  ['many rates', numbers(21, (index) => 2 ** index), 7, '1–10', '1e6–1e7'],
])('a heat map has categories for %s', (_, cells, count, first, last) => {
  const { axis, placeOf } = placedCells(column('x', cells), 'auto')
  expect(axis).toMatchObject({ type: 'category', isOrdered: true })
  expect([axis.categories.length, axis.categories[0], axis.categories.at(-1)]).toEqual([count, first, last])
  expect(cells.every((cell) => axis.categories.includes(placeOf(cell) as string))).toBe(true)
})

test('lines have a colour for each number while these are few, else intervals', () => {
  expect(placedLineColors(column('c', numbers(8))).axis).toMatchObject({ type: 'category' })
  expect(placedLineColors(column('c', numbers(40))).axis).toMatchObject({ type: 'number' })
  const { axis } = placedLineColors(column('c', numbers(41)))
  expect(axis.categories).toEqual(['0–5', '5–10', '10–15', '15–20', '20–25', '25–30', '30–35', '35–40'])
})

test.each([
  ['chosen', [1, 2, 4, 8], 'log'],
  ['chosen', [1, 2, 4, 7.9], 'linear'],
  ['measured', [1, 3, 10, 30, 100], 'log'],
  ['measured', [1, 3, 10, 30, 99], 'linear'],
] as const)('%s numbers %j are on a scale that is %s', (origin, cells, scale) => {
  expect(placedAcross(column('x', cells, origin), 'auto').axis.scale).toBe(scale)
})
