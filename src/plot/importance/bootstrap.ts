import { fixedChance } from './fixed-chance'
import type { Grouping } from './grouping'
import { correlationRatio, rankCorrelation } from './rank-association'
import { RankedDraw, roomFor } from './ranked-draw'

/** An interval that holds a correlation with 95 % confidence. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** With fewer experiments the draws would be too much alike to tell anything. */
export const LEAST_FOR_INTERVAL = 10

/** How often is drawn. One draw takes the longer, the more experiments there are, and fewer draws do for these: their intervals are narrow. */
const DRAWS = { most: 1000, least: 200, inAll: 400_000 }

/** What lies beyond either end of an interval. */
const TAIL = 0.025

/**
 * The intervals of the correlations of sorted scores with some groupings, each of which has all the scores: by the percentile
 * bootstrap. As many experiments as there are, are drawn from them with replacement, ranked anew and correlated, many times; the
 * interval leaves out 2.5 % of the results at either end. Null for too few.
 */
export function bootstrapIntervals(
  scores: ArrayLike<number>,
  groupings: readonly Grouping[],
): (Interval | null)[] {
  const { length } = scores
  if (length < LEAST_FOR_INTERVAL) return groupings.map(() => null)
  const draws = Math.round(Math.max(DRAWS.least, Math.min(DRAWS.most, DRAWS.inAll / length)))
  const drawn = new RankedDraw(scores)
  const chance = fixedChance()
  const found = groupings.map((grouping) => ({
    grouping,
    room: roomFor(grouping.groups),
    results: new Float64Array(draws),
    count: 0,
  }))
  for (let draw = 0; draw < draws; draw += 1) {
    drawFrom(drawn.times, chance)
    drawn.rank()
    for (const each of found) {
      const sums = drawn.sumsBy(each.grouping, each.room)
      // The experiments stand for all there could be, whose ratio is the uncorrected one: what is drawn has the bias once more.
      const result = each.grouping.isOrdered ? rankCorrelation(sums) : correlationRatio(sums, 2)
      if (!Number.isNaN(result)) each.results[each.count++] = result
    }
  }
  return found.map(({ results, count }) => intervalOf(results.subarray(0, count), draws))
}

/** Draws as many as there are, with replacement. */
function drawFrom(times: Int32Array, chance: () => number): void {
  const { length } = times
  times.fill(0)
  for (let time = 0; time < length; time += 1) times[(chance() * length) | 0]! += 1
}

/** Where a value is rare, draws without it tell nothing; of too few others there is no interval. */
function intervalOf(results: Float64Array, draws: number): Interval | null {
  if (results.length < draws / 2) return null
  const sorted = results.sort()
  const at = (place: number) => {
    const below = Math.floor(place)
    const [from, to] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!]
    return from + (to - from) * (place - below)
  }
  return { low: at(TAIL * (sorted.length - 1)), high: at((1 - TAIL) * (sorted.length - 1)) }
}
