import * as fc from 'fast-check'
import { downSample } from '../../../src/plot/figure/down-sample'

test('a short curve stays as it is', () => {
  expect(downSample([3, NaN, 1], 5)).toEqual([0, 1, 2])
  expect(downSample([], 5)).toEqual([])
})

test('of each stretch the smallest and the largest stay', () => {
  const values = Array.from({ length: 100 }, (_, at) => Math.sin(at / 3))
  values[41] = 9
  values[67] = -9
  const places = downSample(values, 20)
  expect(places).toEqual(expect.arrayContaining([0, 41, 67, 99]))
  expect(places.length).toBeLessThanOrEqual(20)
})

test('a gap stays a gap', () => {
  const values = Array.from({ length: 1000 }, (_, at) => (at > 400 && at < 405 ? NaN : at))
  expect(downSample(values, 30).filter((place) => Number.isNaN(values[place]))).toEqual([401])
})

test('any curve keeps its ends and extremes, in order, within the limit', () => {
  // 0 and -0 are one place of a picture.
  const value = fc.oneof(
    fc.double().map((each) => each + 0),
    fc.integer({ min: 0, max: 3 }),
  )
  const curve = fc.oneof(fc.array(value), fc.array(value, { minLength: 50, maxLength: 400 }))
  fc.assert(
    fc.property(curve, fc.integer({ min: 5, max: 60 }), (values, most) => {
      const places = downSample(values, most)
      expect(places.length).toBeLessThanOrEqual(Math.min(most, values.length))
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
      if (values.length === 0) return
      expect([places[0], places.at(-1)]).toEqual([0, values.length - 1])
      const kept = places.map((place) => values[place]!)
      const edges = (of: number[]) => [
        Math.min(...of.filter(Number.isFinite)),
        Math.max(...of.filter(Number.isFinite)),
      ]
      expect(edges(kept)).toEqual(edges(values))
      expect(kept.some((each) => !Number.isFinite(each))).toBe(values.some((each) => !Number.isFinite(each)))
    }),
    { numRuns: 500 },
  )
})
