import { codePointOrder } from '../../params/code-point-order'
import type { ImportanceBar } from '../figure/figure'
import { bootstrapIntervals, type Interval } from './bootstrap'
import type { NamedParam } from './chosen-params'
import { groupingOf, type Grouping } from './grouping'
import { correlationRatio, rankCorrelation } from './rank-association'
import { RankedDraw } from './ranked-draw'

/** Two values are always in one order. */
const LEAST_EXPERIMENTS = 3

/** A parameter, and its values where it has some. */
interface Asked {
  readonly name: string
  readonly grouping: Grouping
}

/**
 * How closely each parameter goes with some scores, which are sorted from the lowest to the highest; the closest first. The intervals
 * are what takes time.
 */
export function importanceBars(
  scores: readonly number[],
  params: readonly NamedParam[],
  { hasIntervals }: { hasIntervals: boolean },
): ImportanceBar[] {
  const bars: ImportanceBar[] = []
  for (const { scores: own, asked } of samplesOf(scores, params)) {
    if (own.length < LEAST_EXPERIMENTS) continue
    const groupings = asked.map(({ grouping }) => grouping)
    const intervals = hasIntervals ? bootstrapIntervals(own, groupings) : []
    const drawn = new RankedDraw(own)
    drawn.rank()
    for (const [at, { name, grouping }] of asked.entries())
      bars.push(barOf(name, grouping, drawn, intervals[at] ?? null))
  }
  return bars.sort(
    (a, b) => Math.abs(b.correlation) - Math.abs(a.correlation) || codePointOrder(a.parameter, b.parameter),
  )
}

function barOf(
  parameter: string,
  grouping: Grouping,
  drawn: RankedDraw,
  interval: Interval | null,
): ImportanceBar {
  const { isOrdered: isSigned } = grouping
  const sums = drawn.sumsBy(grouping)
  const found = isSigned ? rankCorrelation(sums) : correlationRatio(sums)
  const known = { parameter, isSigned, n: drawn.times.length }
  // Scores that are all equal go with nothing, nor do names that each experiment has for itself.
  if (Number.isNaN(found)) return { ...known, correlation: 0, low: null, high: null }
  // Adding 0 makes 0 of -0.
  const correlation = found + 0
  if (interval === null) return { ...known, correlation, low: null, high: null }
  const [low, high] = [Math.min(interval.low, correlation) + 0, Math.max(interval.high, correlation) + 0]
  return { ...known, correlation, low, high }
}

/**
 * Scores with the parameters that all of them have: a parameter that some experiments lack is looked at in the others. Those that
 * the same experiments lack come together, for what is drawn of these serves all of them.
 */
function samplesOf(
  scores: readonly number[],
  params: readonly NamedParam[],
): Iterable<{ scores: readonly number[]; asked: Asked[] }> {
  const samples = new Map<string, { scores: readonly number[]; asked: Asked[] }>()
  for (const { name, values, numbers } of params) {
    const grouping = groupingOf({ values, numbers })
    if (grouping === null) continue
    const having = [...scores.keys()].filter((index) => grouping.groupOf[index] !== -1)
    const key = having.length === scores.length ? '' : having.join()
    let sample = samples.get(key)
    if (sample === undefined)
      samples.set(key, (sample = { scores: having.map((index) => scores[index]!), asked: [] }))
    const groupOf = Int32Array.from(having, (index) => grouping.groupOf[index]!)
    sample.asked.push({ name, grouping: { ...grouping, groupOf } })
  }
  return samples.values()
}
