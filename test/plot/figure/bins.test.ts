import * as fc from 'fast-check'
import { binEdges } from '../../../src/plot/figure/bin-edges'
import { placedBins } from '../../../src/plot/figure/bins'
import { differentNumbers } from '../../../src/plot/figure/different'
import { column } from './some-runs'

test.each([
  ['a share', [0.13, 0.5, 0.87], 'linear', [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]],
  ['around 0', [-7, 0, 12], 'linear', [-8, -6, -4, -2, 0, 2, 4, 6, 8, 10, 12]],
  ['edges on the numbers', [0, 10], 'linear', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ['a decade', [1, 3, 10], 'log', [1, 2, 5, 10]],
  [
    'four decades',
    [0.0001, 0.5, 1],
    'log',
    [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1],
  ],
  [
    'six decades',
    [1e-6, 1e-3, 1],
    'log',
    [1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1],
  ],
  [
    'many decades',
    [1e-30, 1, 1e30],
    'log',
    [1e-30, 1e-25, 1e-20, 1e-15, 1e-10, 1e-5, 1, 1e5, 1e10, 1e15, 1e20, 1e25, 1e30],
  ],
] as const)('%s', (_, sorted, scale, edges) => {
  const found = binEdges(sorted, scale, 12)
  expect(found[0]).toBeLessThanOrEqual(sorted[0])
  expect(found.at(-1)).toBeGreaterThanOrEqual(sorted.at(-1)!)
  expect(found).toEqual(edges)
})

test('edges are written with the digits that tell them apart', () => {
  const cells = Array.from({ length: 30 }, (_, index) => 1 + index / 1000)
  const { axis } = placedBins(column('x', cells), cells, 'auto')
  expect(axis.categories.slice(0, 2)).toEqual(['1–1.0025', '1.0025–1.005'])
})

test('numbers below 0 are written with a word between', () => {
  const cells = [-3, -1, 2]
  expect(placedBins(column('x', cells), cells, 'auto').axis.categories[0]).toBe('-3 to -2.5')
})

test('any numbers have edges around them, few enough and in order, and each is in the interval that its label tells', () => {
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -50, max: 50 }),
    fc.constantFrom(1, 1 + 2 ** -52, 1 + 2 ** -51, 5e-324, 1e-323),
  )
  const least = fc.integer({ min: 2, max: 12 })
  fc.assert(
    fc.property(
      fc.uniqueArray(number, { minLength: 2, maxLength: 40 }),
      least,
      fc.boolean(),
      (given, most, isLog) => {
        const sorted = differentNumbers(isLog ? given.map((each) => Math.abs(each) || 1) : given)
        fc.pre(sorted.length > 1)
        const scale = isLog ? 'log' : 'linear'
        const edges = binEdges(sorted, scale, most)
        expect(edges.length - 1).toBeGreaterThanOrEqual(1)
        expect(edges.length - 1).toBeLessThanOrEqual(most)
        expect(edges).toEqual([...new Set(edges)].sort((a, b) => a - b))
        expect(edges[0]).toBeLessThanOrEqual(sorted[0]!)
        expect(edges.at(-1)).toBeGreaterThanOrEqual(sorted.at(-1)!)
        const { axis, placeOf } = placedBins(column('x', sorted), sorted, scale, most)
        expect(new Set(axis.categories).size).toBe(edges.length - 1)
        for (const each of sorted) {
          const bin = axis.categories.indexOf(placeOf(each) as string)
          expect(each).toBeGreaterThanOrEqual(edges[bin]!)
          if (bin < edges.length - 2) expect(each).toBeLessThan(edges[bin + 1]!)
        }
      },
    ),
    { numRuns: 300 },
  )
})
