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
  {
    scale,
    low,
    high,
    isExact = false,
  }: { scale: 'linear' | 'log'; low: number; high: number; isExact?: boolean },
  range: readonly [number, number],
): NumberScale {
  const domain = widened(scale, low, high)
  const placed = (scale === 'log' ? scaleLog : scaleLinear)().domain(domain).range(range).clamp(true)
  if (!isExact && scale === 'linear') placed.nice(6)
  const [start, end] = placed.domain() as [number, number]
  return {
    scale,
    domain: [start, end],
    at: scale === 'log' ? (value) => (value > 0 ? placed(value) : NaN) : (value) => placed(value),
    from: (place) => placed.invert(place),
  }
}

/** What is larger is drawn here, for the difference of two ends has to be a number. */
const LARGEST = 8e307

/** Ends that are nearer to each other, as a share of their size, are one for d3, which then counts without end. */
const NEAREST = 1e-10

/** Two ends that differ, and that d3 can count between. */
function widened(scale: 'linear' | 'log', from: number, to: number): [number, number] {
  if (!(from <= to)) return scale === 'log' ? [1, 10] : [0, 1]
  const [low, high] = [Math.max(from, -LARGEST), Math.min(to, LARGEST)]
  const size = Math.max(Math.abs(low), Math.abs(high))
  if (high - low > NEAREST * size && size > 1e-290) return [low, high]
  if (scale === 'log') return [Math.max(low / 2, 1e-300), Math.max(high * 2, 4e-300)]
  const room = size > 1e-290 ? size * 0.1 : 1
  return [low - room, high + room]
}
