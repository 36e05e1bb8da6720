import * as fc from 'fast-check'
import { isLogSpread } from '../../../src/plot/figure/log-spread'

test.each([
  ['rates of a search', [0.001, 0.003, 0.01, 0.03, 0.1], 8, true],
  ['two decades', [0.001, 0.01, 0.1], 8, true],
  ['powers of two', [16, 32, 64, 128], 8, true],
  ['powers of two within a factor of 4', [16, 32, 64], 8, false],
  ['exactly the factor', [1, 2, 4, 8], 8, true],
  ['a metric within a factor of 100', [1, 2, 4, 8], 100, false],
  ['equal steps', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 8, false],
  ['steps that grow a little', [10, 50, 100], 8, false],
  ['two values', [0.01, 0.1], 8, false],
  ['two values far apart', [0.001, 0.1], 8, true],
  ['0 and another', [0, 5], 8, false],
  ['with 0', [0, 0.001, 0.01, 0.1], 8, false],
  ['with a negative number', [-1, 0.001, 0.01, 0.1], 8, false],
  ['one value', [5], 8, false],
  ['none', [], 8, false],
  ['tiny numbers', [5e-324, 1e-300, 1e-200, 1e-100], 8, true],
  ['huge numbers', [1e290, 1e296, 1e302, 1.7e308], 8, true],
  ['all that there is', [5e-324, 1, 1.7e308], 8, true],
])('%s', (_, sorted, factor, isLog) => {
  expect(isLogSpread(sorted, factor)).toBe(isLog)
})

// A generator of our own: the numbers of fast-check are drawn to be extreme, not even.
const even = (seed: number) => Array.from({ length: 60 }, (_, at) => (at * 0.6180339887 + seed / 7919) % 1)

test('what is drawn evenly on a scale is found to be of that scale', () => {
  fc.assert(
    fc.property(fc.nat(7918), (seed) => {
      const sorted = (numbers: number[]) => numbers.sort((a, b) => a - b)
      expect(isLogSpread(sorted(even(seed).map((share) => 10 ** (4 * share - 5))), 8)).toBe(true)
      expect(isLogSpread(sorted(even(seed).map((share) => 0.001 + share)), 8)).toBe(false)
    }),
  )
})

test('the unit does not matter', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 9 })
  fc.assert(
    fc.property(numbers, fc.integer({ min: -20, max: 20 }), (given, power) => {
      const sorted = given.sort((a, b) => a - b)
      expect(
        isLogSpread(
          sorted.map((number) => number * 2 ** power),
          8,
        ),
      ).toBe(isLogSpread(sorted, 8))
    }),
  )
})
