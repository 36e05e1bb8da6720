import fc from 'fast-check'
import type { Grouping } from '../../../src/plot/importance/grouping'
import { correlationRatio, rankCorrelation } from '../../../src/plot/importance/rank-association'
import { RankedDraw } from '../../../src/plot/importance/ranked-draw'

/** Pairs of a parameter and a score, as they are summed up. */
function sumsOf(pairs: readonly (readonly [number, number])[], times?: readonly number[]) {
  const sorted = pairs
    .map((pair, at) => ({ pair, time: times?.[at] ?? 1 }))
    .sort((a, b) => a.pair[1] - b.pair[1])
  const values = [...new Set(pairs.map(([value]) => value))].sort((a, b) => a - b)
  const groupOf = Int32Array.from(sorted, ({ pair }) => values.indexOf(pair[0]))
  const grouping: Grouping = { groupOf, groups: values.length, isOrdered: true }
  const drawn = new RankedDraw(sorted.map(({ pair }) => pair[1]))
  for (const [at, { time }] of sorted.entries()) drawn.times[at] = time
  drawn.rank()
  return drawn.sumsBy(grouping)
}

const zip = (xs: readonly number[], ys: readonly number[]) => xs.map((x, at) => [x, ys[at]!] as const)

// The slow way: mean ranks by counting, and the correlation of Pearson.
function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    return below + (values.filter((other) => other === value).length + 1) / 2
  })
}

function pearson(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(xs), mean(ys)]
  const product = (as: readonly number[], a: number, bs: readonly number[], b: number) =>
    as.reduce((sum, value, at) => sum + (value - a) * (bs[at]! - b), 0)
  return product(xs, x, ys, y) / Math.sqrt(product(xs, x, xs, x) * product(ys, y, ys, y))
}

const pairsOf = (most: number) =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most })), {
    minLength: 2,
    maxLength: 40,
  })

test('the example of intelligence and hours of television has the correlation -29/165', () => {
  const pairs = zip([106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17])
  expect(rankCorrelation(sumsOf(pairs))).toBeCloseTo(-29 / 165, 12)
})

test.each([
  ['rising', [1, 2, 3, 4, 5], [10, 20, 30, 40, 1e9], 1],
  ['falling', [1, 2, 3, 4, 5], [5, 4, 3, 2, 1], -1],
  ['two equal scores', [1, 2, 3, 4], [1, 2, 2, 3], 0.9486832980505138],
  ['two equal values', [1, 1, 2, 3], [1, 2, 3, 4], 0.9486832980505138],
  ['there and back', [1, 2, 3, 4, 5], [1, 2, 3, 2, 1], 0],
])('scores that are %s', (_, xs, ys, expected) => {
  expect(rankCorrelation(sumsOf(zip(xs, ys)))).toBeCloseTo(expected, 12)
})

test('ties have mean ranks: it is the correlation of the ranks, counted one by one', () => {
  fc.assert(
    fc.property(pairsOf(6), (pairs) => {
      const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
      const expected = pearson(ranksOf(xs), ranksOf(ys))
      const found = rankCorrelation(sumsOf(pairs))
      if (Number.isNaN(expected)) expect(found).toBeNaN()
      else expect(found).toBeCloseTo(expected, 9)
    }),
  )
})

test('what is drawn several times counts as often, and what is not drawn not at all', () => {
  fc.assert(
    fc.property(
      pairsOf(6),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 40, maxLength: 40 }),
      (pairs, times) => {
        const repeated = pairs.flatMap((pair, at) =>
          new Array<readonly [number, number]>(times[at]!).fill(pair),
        )
        fc.pre(repeated.length > 1)
        for (const statistic of [rankCorrelation, correlationRatio]) {
          const expected = statistic(sumsOf(repeated))
          const found = statistic(sumsOf(pairs, times))
          if (Number.isNaN(expected)) expect(found).toBeNaN()
          else expect(found).toBeCloseTo(expected, 9)
        }
      },
    ),
  )
})

test('any scale that keeps the order gives the same, and one that turns it around the opposite', () => {
  fc.assert(
    fc.property(pairsOf(20), (pairs) => {
      const found = rankCorrelation(sumsOf(pairs))
      const rising = pairs.map(([x, y]) => [x ** 3, Math.exp(y)] as const)
      expect(rankCorrelation(sumsOf(rising))).toBe(found)
      const turned = pairs.map(([x, y]) => [-x, y] as const)
      if (!Number.isNaN(found)) expect(rankCorrelation(sumsOf(turned))).toBeCloseTo(-found, 12)
    }),
  )
})

// The yields of plants of which R gives the H of Kruskal and Wallis: 7.9882, with 2 degrees of freedom.
const PLANTS = [
  [4.17, 5.58, 5.18, 6.11, 4.5, 4.61, 5.17, 4.53, 5.33, 5.14],
  [4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69],
  [6.31, 5.12, 5.54, 5.5, 5.37, 5.29, 4.92, 6.15, 5.8, 5.26],
].flatMap((yields, group) => yields.map((value) => [group, value] as const))

test('the correlation ratio of plants is that of their H', () => {
  const h = 29 * correlationRatio(sumsOf(PLANTS), 0) ** 2
  expect(h).toBeCloseTo(7.9882, 4)
  expect(correlationRatio(sumsOf(PLANTS)) ** 2).toBeCloseTo((h - 3 + 1) / (30 - 3), 12)
})

test('of two categories the ratio, before anything is taken off, is the correlation without its sign', () => {
  fc.assert(
    fc.property(pairsOf(1), (pairs) => {
      const correlation = rankCorrelation(sumsOf(pairs))
      fc.pre(!Number.isNaN(correlation) && pairs.length > 2)
      expect(correlationRatio(sumsOf(pairs), 0)).toBeCloseTo(Math.abs(correlation), 6)
    }),
  )
})

test('the order of categories does not matter', () => {
  const turned = PLANTS.map(([group, value]) => [(group * 2) % 3, value] as const)
  expect(correlationRatio(sumsOf(turned))).toBeCloseTo(correlationRatio(sumsOf(PLANTS)), 12)
})

test.each([
  ['equal scores', [1, 2, 3, 4], [7, 7, 7, 7]],
  ['equal values', [1, 1, 1, 1], [1, 2, 3, 4]],
])('%s have no correlation', (_, xs, ys) => {
  expect(rankCorrelation(sumsOf(zip(xs, ys)))).toBeNaN()
  expect(correlationRatio(sumsOf(zip(xs, ys)))).toBeNaN()
})

test('categories of one value each explain nothing', () => {
  expect(correlationRatio(sumsOf(zip([1, 2, 3], [1, 2, 3])))).toBeNaN()
})
