import type { Cell } from '../../catalog/sheet'
import type { ParallelLine } from '../figure/figure'
import type { ParallelUnit } from './parallel-units'
import type { UprightAxis } from './upright-axis'

/** More lines than these could not be told from each other, nor drawn quickly. */
const MOST_LINES = 1000

/** The best of all are never left out. */
const KEPT = 10

/** An axis with the value that each unit has on it. */
export interface CrossedAxis extends UprightAxis {
  readonly cells: readonly Cell[]
}

/**
 * The lines of some units, of which the best is marked, from the worst to the best, so that the better ones lie on top; without a
 * mode from the lowest to the highest. Of very many some are taken, evenly over this order, the first and the last ten among them.
 */
export function parallelLines(
  units: readonly ParallelUnit[],
  axes: readonly CrossedAxis[],
  { mode, best }: { mode: 'min' | 'max' | undefined; best: ParallelUnit | undefined },
): ParallelLine[] {
  const sign = mode === 'min' ? -1 : 1
  const ranked = [...units.keys()].sort((a, b) => sign * (units[a]!.value - units[b]!.value))
  // Of equals the first is the best.
  const last = best === undefined ? -1 : units.indexOf(best)
  const order = last === -1 ? ranked : [...ranked.filter((index) => index !== last), last]
  return someOf(order).map((index) => {
    const { name: run, value } = units[index]!
    const shares = axes.map(({ shareOf, cells }) => shareOf(cells[index]))
    return { run, shares, value, isBest: index === last }
  })
}

function someOf(order: readonly number[]): readonly number[] {
  if (order.length <= MOST_LINES) return order
  const [rest, kept] = [order.slice(0, -KEPT), order.slice(-KEPT)]
  const count = MOST_LINES - KEPT
  const step = rest.length / count
  return [...Array.from({ length: count }, (_, at) => rest[Math.floor(at * step)]!), ...kept]
}
