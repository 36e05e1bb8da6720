import * as fc from 'fast-check'
import { numberScale } from '../../../src/report-page/charts/scale/number-scale'
import { ticksAt, ticksOf, wholeTicks } from '../../../src/report-page/charts/scale/ticks'
import { times } from '../../soak'

const texts = (scale: 'linear' | 'log', low: number, high: number, count = 6) =>
  ticksOf(numberScale({ scale, low, high }, [0, 400]), count).map(({ text }) => text)

test.each<['linear' | 'log', number, number, string[]]>([
  ['linear', 0, 1, ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']],
  ['linear', 0.07, 2.6, ['0.0', '0.5', '1.0', '1.5', '2.0', '2.5', '3.0']],
  ['linear', -3, 3, ['−3', '−2', '−1', '0', '1', '2', '3']],
  ['linear', 5, 5, ['4.4', '4.6', '4.8', '5.0', '5.2', '5.4', '5.6']],
  ['log', 1e-4, 1e-1, ['0.0001', '0.0003', '0.001', '0.003', '0.01', '0.03', '0.1']],
  ['log', 1e-12, 1e12, ['1e−10', '1e−5', '1', '100000', '1e10']],
  ['log', 2, 3, ['2', '3']],
])('%s from %p to %p: %j', (scale, low, high, expected) => {
  expect(texts(scale, low, high)).toEqual(expected)
})

const aNumber = fc.oneof(
  fc.double({ min: -1e300, max: 1e300, noNaN: true }),
  fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 0),
)

test('ticks stand within their axis, in order, and no two say the same', () => {
  fc.assert(
    fc.property(aNumber, aNumber, fc.boolean(), fc.integer({ min: 2, max: 10 }), (a, b, isLog, count) => {
      const [one, other] = isLog ? [Math.abs(a) + 1e-300, Math.abs(b) + 1e-300] : [a, b]
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      const scale = numberScale({ scale: isLog ? 'log' : 'linear', low, high }, [0, 400])
      const ticks = ticksOf(scale, count)
      expect(ticks.length).toBeLessThanOrEqual(2 * count + 2)
      ticks.forEach(({ at, text }, index) => {
        expect(at).toBeGreaterThanOrEqual(-0.5)
        expect(at).toBeLessThanOrEqual(400.5)
        if (index === 0) return
        expect(at).toBeGreaterThan(ticks[index - 1]!.at)
        expect(text).not.toBe(ticks[index - 1]!.text)
      })
    }),
    { numRuns: times(300, 20_000) },
  )
})

test.each([
  [
    [16, 32, 64, 128],
    ['16', '32', '64', '128'],
  ],
  [
    [0.00845, 0.00123, 0.000145, 1.782_6e-5],
    ['0.00845', '0.00123', '1.45e−4', '1.78e−5'],
  ],
  [
    [1, 1.000_01],
    ['1.00000', '1.00001'],
  ],
  [
    [1, 32, 1024],
    ['1', '32', '1024'],
  ],
  [
    [1_000_000, 2_000_000],
    ['1000000', '2000000'],
  ],
])('the numbers %j are told as %j', (values, expected) => {
  const scale = numberScale({ scale: 'linear', low: Math.min(...values), high: Math.max(...values) }, [0, 1])
  expect(ticksAt(scale, values, () => 0).map(({ text }) => text)).toEqual(expected)
})

test('of ticks that would cover each other the later is left out', () => {
  const scale = numberScale({ scale: 'linear', low: 0, high: 100, isExact: true }, [0, 100])
  expect(ticksAt(scale, [0, 5, 30, 39, 100], () => 10).map(({ value }) => value)).toEqual([0, 30, 100])
})

test('epochs are whole', () => {
  const scale = numberScale({ scale: 'linear', low: 1, high: 3, isExact: true }, [0, 400])
  expect(wholeTicks(scale, 8).map(({ text }) => text)).toEqual(['1', '2', '3'])
})

test('nothing has no place on a logarithmic axis, nor what is negative; without numbers there is an axis all the same', () => {
  const { at } = numberScale({ scale: 'log', low: 1, high: 100 }, [0, 400])
  expect([at(0), at(-1), at(10)]).toEqual([NaN, NaN, 200])
  expect(numberScale({ scale: 'log', low: Infinity, high: -Infinity }, [0, 1]).domain).toEqual([1, 10])
  expect(numberScale({ scale: 'linear', low: Infinity, high: -Infinity }, [0, 1]).domain).toEqual([0, 1])
})
