import fc from 'fast-check'
import { digitsFor, numberText, runsText } from '../../src/text/numbers'

test.each([
  [0, '0'],
  [-0, '-0'],
  [12, '12'],
  [-7, '-7'],
  [60_000, '60000'],
  [9_007_199_254_740_991, '9007199254740991'],
  [1e21, '1e21'],
  [-9_995_000_000_000_000_000, '-9.995e18'],
  [33.1, '33.1'],
  [0.0912, '0.0912'],
  [0.1, '0.1'],
  [1e-4, '0.0001'],
  [1e-5, '1e-5'],
  [1.2e-7, '1.2e-7'],
  [-3.5e-9, '-3.5e-9'],
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
  [0.693147180559945, '0.69315'],
  [1 / 3000, '0.00033333'],
  [1 / 30_000, '3.3333e-5'],
  [2 / 3, '0.66667'],
  [0.30000000000000004, '0.30000'],
  [Math.fround(33.1), '33.100'],
  [12345.678, '12345.7'],
  [1234567.89, '1234567.9'],
  [1234567890.5, '1.2346e9'],
  [1e300 / 3, '3.3333e299'],
  [5e-324, '5e-324'],
  [1.7976931348623157e308, '1.7977e308'],
])('%d reads %s', (value, text) => {
  expect(numberText(value)).toBe(text)
})

test.each([
  ['4 when that is enough', [0.123456, 0.234567], 4],
  ['5 when 4 hide a difference', [0.123416, 0.123444], 5],
  ['as many as it takes for a few', [0.1000000001, 0.1000000002], 10],
  ['17 for neighbours', [0.1, 0.1 + 2 ** -56], 17],
  ['more when zeros hide a difference', [0.1, 0.10000001, 2, 2.0001], 8],
  ['4 for one number, however often', [1 / 3, 1 / 3, 1 / 3], 4],
  ['5 at most for many', Array.from({ length: 21 }, (_, index) => 1 + index / 3e9), 5],
  ['4 for none', [], 4],
])('a column takes %s digits', (_, values, digits) => {
  expect(digitsFor(values)).toBe(digits)
})

test('a few different numbers are read back as different ones', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.double({ noNaN: true }), { maxLength: 20 }), (values) => {
      const read = values.map((value) => Number(numberText(value, digitsFor(values))))
      expect(new Set(read).size).toBe(new Set(values).size)
    }),
    { numRuns: 500 },
  )
})

test.each([
  [0, '0 runs'],
  [1, '1 run'],
  [10_000, '10,000 runs'],
])('%d of them are %s', (count, text) => {
  expect(runsText(count)).toBe(text)
})
