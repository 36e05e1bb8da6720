import { bootstrapIntervals } from '../../../src/plot/importance/bootstrap'
import { fixedChance } from '../../../src/plot/importance/fixed-chance'
import type { Grouping } from '../../../src/plot/importance/grouping'
import { correlationRatio } from '../../../src/plot/importance/rank-association'
import { RankedDraw } from '../../../src/plot/importance/ranked-draw'

/** Scores with what they are grouped by, as they are asked about. */
function sample(rows: { group: number; score: number }[], groups: number, isOrdered: boolean) {
  rows.sort((a, b) => a.score - b.score)
  const grouping: Grouping = { groupOf: Int32Array.from(rows, ({ group }) => group), groups, isOrdered }
  return { scores: rows.map(({ score }) => score), grouping }
}

function normals(chance: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
}

/** Pairs with a normal distribution of this correlation, whose rank correlation is known. */
function normalPairs(n: number, rho: number, normal: () => number) {
  const pairs = Array.from({ length: n }, () => {
    const x = normal()
    return { x, score: rho * x + Math.sqrt(1 - rho * rho) * normal() }
  })
  const order = new Map([...pairs].sort((a, b) => a.x - b.x).map((pair, rank) => [pair, rank]))
  return sample(
    pairs.map((pair) => ({ group: order.get(pair)!, score: pair.score })),
    n,
    true,
  )
}

/** Some categories whose means are so far apart. */
function categories(count: number, n: number, apart: number, normal: () => number) {
  const rows = Array.from({ length: n }, (_, at) => {
    const group = at % count
    return { group, score: apart * group + normal() }
  })
  return sample(rows, count, false)
}

function shareThatHolds(truth: number, times: number, sampled: () => ReturnType<typeof sample>): number {
  let count = 0
  for (let time = 0; time < times; time += 1) {
    const { scores, grouping } = sampled()
    const { low, high } = bootstrapIntervals(scores, [grouping])[0]!
    if (low <= truth && truth <= high) count += 1
  }
  return count / times
}

// Of 100 intervals that hold with 95 %, fewer than 88 come once in four hundred times.
test.each([
  [0, 12],
  [0.6, 20],
  [0.9, 30],
])('the interval of a correlation of %d holds it about 95 times of 100, with %d experiments', (rho, n) => {
  const normal = normals(fixedChance(n))
  const truth = (6 / Math.PI) * Math.asin(rho / 2)
  const share = shareThatHolds(truth, 100, () => normalPairs(n, rho, normal))
  expect(share).toBeGreaterThanOrEqual(0.88)
  expect(share).toBeLessThan(1)
})

test('the interval of a correlation ratio holds it, and is not drawn upwards by chance', () => {
  const normal = normals(fixedChance(7))
  const many = categories(3, 30_000, 0.7, normal)
  const drawn = new RankedDraw(many.scores)
  drawn.rank()
  const truth = correlationRatio(drawn.sumsBy(many.grouping))
  const share = shareThatHolds(truth, 100, () => categories(3, 24, 0.7, normal))
  expect(share).toBeGreaterThanOrEqual(0.88)
  // Categories that do nothing have an interval from 0 on, and many of them show what is not taken off twice.
  expect(shareThatHolds(0, 50, () => categories(8, 24, 0, normal))).toBeGreaterThanOrEqual(0.95)
})

test('more experiments make it narrower', () => {
  const normal = normals(fixedChance(3))
  const widths = [20, 80, 320].map((n) => {
    const { scores, grouping } = normalPairs(n, 0.5, normal)
    const { low, high } = bootstrapIntervals(scores, [grouping])[0]!
    return high - low
  })
  expect(widths[0]! / widths[1]!).toBeGreaterThan(1.4)
  expect(widths[1]! / widths[2]!).toBeGreaterThan(1.4)
})

test('the same is drawn each time, and for each grouping', () => {
  const { scores, grouping } = normalPairs(30, 0.4, normals(fixedChance(5)))
  const [first, second] = bootstrapIntervals(scores, [grouping, grouping])
  expect(second).toEqual(first)
  expect(bootstrapIntervals(scores, [grouping])).toEqual([first])
})

test.each([
  [9, true],
  [10, false],
])('%d experiments: no interval is %s', (n, isNone) => {
  const { scores, grouping } = normalPairs(n, 0.5, normals(fixedChance(5)))
  expect(bootstrapIntervals(scores, [grouping])[0] === null).toBe(isNone)
})

test('scores that are all equal have no interval', () => {
  const rows = Array.from({ length: 20 }, (_, at) => ({ group: at % 2, score: 1 }))
  const { scores, grouping } = sample(rows, 2, true)
  expect(bootstrapIntervals(scores, [grouping])).toEqual([null])
})

test('one experiment that differs from all others is in most draws, which make the interval', () => {
  const rows = Array.from({ length: 20 }, (_, at) => ({ group: Number(at === 19), score: at }))
  const { scores, grouping } = sample(rows, 2, true)
  const { low, high } = bootstrapIntervals(scores, [grouping])[0]!
  expect(low).toBeGreaterThan(0)
  expect(high).toBeLessThan(1)
})

test('the chance is from 0 up to 1, and even', () => {
  const chance = fixedChance()
  const numbers = Array.from({ length: 10_000 }, chance)
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...numbers)).toBeLessThan(1)
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const count = numbers.filter((number) => Math.floor(number * 10) === tenth).length
    expect(Math.abs(count - 1000)).toBeLessThan(120)
  }
})
