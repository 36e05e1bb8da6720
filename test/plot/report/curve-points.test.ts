import { curvesIn, mostOfEach, stepFor } from '../../../src/plot/report/curve-points'

const row = (epoch: number, loss: number) => ({ epoch, seconds: 0, metrics: { loss } })
const told = (...rows: ReturnType<typeof row>[]) => {
  const curve = curvesIn(rows, 3).get('loss')
  return curve && [...curve.epochs].map((epoch, at) => [epoch, curve.values[at]])
}

test.each([
  [
    'in order',
    [row(1, 0.5), row(2, 0.25)],
    [
      [1, 0.5],
      [2, 0.25],
    ],
  ],
  [
    'back and forth',
    [row(2, 0.25), row(1, 0.5)],
    [
      [1, 0.5],
      [2, 0.25],
    ],
  ],
  [
    'twice: the later counts',
    [row(1, 0.5), row(2, 9), row(2, 0.25)],
    [
      [1, 0.5],
      [2, 0.25],
    ],
  ],
  ['with NaN and the infinities', [row(1, NaN), row(2, 0.25), row(3, Infinity)], [[2, 0.25]]],
  ['past what numbers can count', [row(1, 0.5), row(2 ** 60, 7)], [[1, 0.5]]],
])('epochs %s', (_, rows, points) => {
  expect(told(...rows)).toEqual(points)
})

test('a metric without a finite value has no curve', () => {
  expect(curvesIn([row(1, NaN)], 0).size).toBe(0)
})

test('metrics named as what each object has are metrics', () => {
  const curves = curvesIn([{ epoch: 1, seconds: 0, metrics: { constructor: 1, toString: 2 } }], 0)
  expect([...curves.keys()]).toEqual(['constructor', 'toString'])
})

test('two epochs that are a whole life apart take no room for all between', () => {
  const curve = curvesIn([row(1, 0.5), row(2 ** 50, 0.25)], 0).get('loss')!
  const most = mostOfEach([curve], 600_000, 4000)
  expect(most).toBe(4000)
  expect((2 ** 50 / stepFor(curve, most)) * 2).toBeLessThanOrEqual(4000)
})

test('the room is for all together; each has at least 2 values', () => {
  const curveOf = (epochs: number) =>
    curvesIn(
      Array.from({ length: epochs }, (_, at) => row(at + 1, at)),
      0,
    ).get('loss')!
  expect(mostOfEach([curveOf(10), curveOf(100)], 1000, 4000)).toBe(4000)
  expect(mostOfEach([curveOf(10), curveOf(100)], 60, 4000)).toBe(50)
  expect(mostOfEach([curveOf(10), curveOf(100)], 3, 4000)).toBe(2)
  expect(mostOfEach([], 3, 4000)).toBe(4000)
})
