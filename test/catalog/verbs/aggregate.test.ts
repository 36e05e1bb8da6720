import * as fc from 'fast-check'
import { summarize } from '../../../src/catalog/verbs/aggregate'
import type { Cell } from '../../../src/catalog/sheet'
import { coded } from '../../run/runs'
import { aRecord, tableOf } from '../trees'

/** As numpy has them: the mean, and the standard deviation with `ddof=1`, in plain steps. */
function reference(numbers: readonly number[]): { mean: number; std: number } {
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length
  const squares = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0)
  return { mean, std: Math.sqrt(squares / (numbers.length - 1)) }
}

test.each<[cells: Cell[], expected: object]>([
  [[], { n: 0, mean: null, std: null, min: null, max: null }],
  [['a', NaN, Infinity, null, undefined], { n: 0, mean: null, std: null, min: null, max: null }],
  [[0.25, NaN, undefined], { n: 1, mean: 0.25, std: null, min: 0.25, max: 0.25 }],
  // By hand: the squares of -3, -1, 1, 3 sum up to 20, a third of which is 6.67.
  [[2, 4, 6, 8], { n: 4, mean: 5, std: Math.sqrt(20 / 3), min: 2, max: 8 }],
  [[3, '3', 5, -Infinity], { n: 2, mean: 4, std: Math.SQRT2, min: 3, max: 5 }],
  [[0.1, 0.1, 0.1], { n: 3, mean: 0.1, std: 0, min: 0.1, max: 0.1 }],
  [[1e308, 1e308, 1e308], { n: 3, mean: 1e308, std: 0, min: 1e308, max: 1e308 }],
  [[1e9 + 1, 1e9 + 2, 1e9 + 3], { n: 3, mean: 1e9 + 2, std: 1, min: 1e9 + 1, max: 1e9 + 3 }],
  [[3e-200, 1e-200], { n: 2, mean: 2e-200, std: Math.SQRT2 * 1e-200, min: 1e-200, max: 3e-200 }],
])('%j come to %j', (cells, expected) => {
  const found = summarize(cells)
  for (const [name, value] of Object.entries(expected) as [keyof typeof found, number | null][])
    if (value === null || value === 0) expect(found[name]).toBe(value)
    else expect(found[name]! / value).toBeCloseTo(1, 12)
})

test('any numbers come to what the plain formulas give', () => {
  // To six places: the squares of much smaller ones are lost in the plain formulas.
  const number = fc
    .double({ min: -1e6, max: 1e6, noNaN: true })
    .map((value) => (Math.round(value * 1e6) || 0) / 1e6)
  const numbers = fc.array(number, { minLength: 2, maxLength: 40 })
  fc.assert(
    fc.property(numbers, (given) => {
      const { n, mean, std, min, max } = summarize(given)
      const expected = reference(given)
      const scale = Math.max(...given.map(Math.abs), 1e-300)
      expect([n, min, max]).toEqual([given.length, Math.min(...given), Math.max(...given)])
      expect(Math.abs(mean! - expected.mean) / scale).toBeLessThan(1e-12)
      expect(Math.abs(std! - expected.std) / scale).toBeLessThan(1e-7)
    }),
  )
})

describe('of groups', () => {
  const table = tableOf(
    [1, 3, 10].map((loss, at) =>
      aRecord({ params: { lr: at < 2 ? 0.1 : 0.2 }, metrics: { loss, acc: at / 2 } }),
    ),
  )

  test('there is a row for each: its key, how many runs, and the numbers', () => {
    expect(table.groupBy('lr').aggregate('loss')).toEqual([
      { lr: 0.1, runs: 2, n: 2, mean: 2, std: Math.SQRT2, min: 1, max: 3 },
      { lr: 0.2, runs: 1, n: 1, mean: 10, std: null, min: 10, max: 10 },
    ])
  })

  test('several columns stand in front of theirs', () => {
    expect(table.groupBy('lr').aggregate('loss', 'acc')[0]).toEqual({
      ...{
        lr: 0.1,
        runs: 2,
        'loss.n': 2,
        'loss.mean': 2,
        'loss.std': Math.SQRT2,
        'loss.min': 1,
        'loss.max': 3,
      },
      ...{ 'acc.n': 2, 'acc.mean': 0.25, 'acc.std': Math.SQRT1_2 / 2, 'acc.min': 0, 'acc.max': 0.5 },
    })
  })

  test('without a column, or with an unknown one, it is refused', () => {
    expect(() => table.groupBy('lr').aggregate(...([] as unknown as [string]))).toThrow(
      coded('EXMAN_OPTION_INVALID'),
    )
    expect(() => table.groupBy('lr').aggregate('val_loss')).toThrow(coded('EXMAN_COLUMN_UNKNOWN'))
  })
})
