import { scaleLinear, scaleLog } from 'd3-scale'

/** Where numbers stand between two ends, in pixels. */
export interface NumberScale {
  readonly scale: 'linear' | 'log'
  readonly domain: readonly [number, number]
  /** The place of a number; NaN when it has none. */
  readonly at: (value: number) => number
  /** The number at a place. */
  readonly from: (place: number) => number
}

/** A scale from the smallest to the largest of some numbers, rounded outwards to readable ones unless it is `exact`. */
export function numberScale(
  { scale, low, high, isExact = false }: { scale: 'linear' | 'log'; low: number; high: number; isExact?: boolean },
  range: readonly [number, number],
): NumberScale {
  const domain = widened(scale, low, high)
  const placed = (scale === 'log' ? scaleLog : scaleLinear)().domain(domain).range(range)
  if (!isExact && scale === 'linear') placed.nice(6)
  const [start, end] = placed.domain() as [number, number]
  return {
    scale,
    domain: [start, end],
    at: scale === 'log' ? (value) => (value > 0 ? placed(value) : NaN) : (value) => placed(value),
    from: (place) => placed.invert(place),
  }
}

/** Two ends that differ, and that d3 can count between. */
function widened(scale: 'linear' | 'log', low: number, high: number): [number, number] {
  if (!(low <= high)) return scale === 'log' ? [1, 10] : [0, 1]
  if (low < high) return [low, high]
  if (scale === 'log') return [low / 2, high * 2]
  const room = low === 0 ? 1 : Math.abs(low) * 0.1
  return [low - room, high + room]
}
