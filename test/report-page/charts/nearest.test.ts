import * as fc from 'fast-check'
import { nearestLine } from '../../../src/report-page/charts/curves/nearest-line'
import { nearestPoint } from '../../../src/report-page/charts/scatter/nearest-point'
import { times } from '../../soak'

const line = (run: number, ...places: [number, number][]) => ({
  run,
  xs: Float32Array.from(places, ([x]) => x),
  ys: Float32Array.from(places, ([, y]) => y),
})

const FLAT = line(1, [0, 10], [100, 10])
const STEEP = line(2, [0, 100], [50, 100], [51, 0], [100, 0])
const GAPS = line(3, [0, 50], [40, NaN], [80, 50], [100, 50])
const DOT = line(4, [70, 70])
const ALONE = line(5, [0, NaN], [60, 30], [99, NaN])

test.each<[string, number, number, number | undefined]>([
  ['on a line', 30, 11, 1],
  ['beside a steep part', 54, 60, 2],
  ['past the end of a line', 105, 48, 3],
  ['in a gap', 30, 55, undefined],
  ['at what stands before a gap', 3, 55, 3],
  ['at a single value', 72, 71, 4],
  ['at a value between gaps', 62, 31, 5],
  ['far from all', 30, 75, undefined],
  ['past all to the side', 150, 10, undefined],
])('the run nearest to a place %s (%p, %p) is %p', (_, x, y, run) => {
  expect(nearestLine([FLAT, STEEP, GAPS, DOT, ALONE], x, y, 15)).toBe(run)
})

test('of lines that lie on each other the last is on top, and found', () => {
  expect(nearestLine([FLAT, { ...FLAT, run: 9 }], 50, 12, 15)).toBe(9)
})

test('without lines, and of lines without values, none is near', () => {
  expect(nearestLine([], 0, 0, 15)).toBeUndefined()
  expect(nearestLine([line(1), line(2, [0, NaN])], 0, 0, 15)).toBeUndefined()
})

/** The distance to a line, looked for at many places along it. */
function slowDistance({ xs, ys }: ReturnType<typeof line>, x: number, y: number): number {
  let least = Infinity
  for (let at = 1; at < xs.length; at++)
    for (let part = 0; part <= 200; part++) {
      const share = part / 200
      const px = xs[at - 1]! + share * (xs[at]! - xs[at - 1]!)
      const py = ys[at - 1]! + share * (ys[at]! - ys[at - 1]!)
      least = Math.min(least, Math.hypot(px - x, py - y))
    }
  return least
}

test('what is found is as near as the nearest that a slow search finds', () => {
  const aPlace = fc.integer({ min: 0, max: 60 })
  const aLine = fc
    .array(fc.tuple(aPlace, aPlace), { minLength: 2, maxLength: 8 })
    .map((places) => places.sort(([a], [b]) => a - b))
  fc.assert(
    fc.property(fc.array(aLine, { minLength: 1, maxLength: 4 }), aPlace, aPlace, (given, x, y) => {
      const lines = given.map((places, run) => line(run, ...places))
      const distances = lines.map((one) => slowDistance(one, x, y))
      const found = nearestLine(lines, x, y, 200)!
      expect(distances[found]).toBeLessThan(Math.min(...distances) + 0.6)
    }),
    { numRuns: times(300, 20_000) },
  )
})

test('the nearest point within reach, of equals the last', () => {
  const points = [
    { run: 1, x: 0, y: 0 },
    { run: 2, x: 10, y: 0 },
    { run: 3, x: 10, y: 0 },
  ]
  expect(nearestPoint(points, { x: 2, y: 2 }, 5)).toBe(1)
  expect(nearestPoint(points, { x: 9, y: 1 }, 5)).toBe(3)
  expect(nearestPoint(points, { x: 5, y: 20 }, 5)).toBeUndefined()
})
