/** The two ends of an axis. */
export type Extent = readonly [number, number]

/** Which share of an axis is left free at its two ends. */
export type Margins = readonly [number, number]

const MARGINS: Margins = [0.04, 0.04]

/** The smallest and the largest of some numbers, those aside that are not finite or, on a log scale, not above 0. */
export function extentOf(values: Iterable<number | null>, scale: 'linear' | 'log'): Extent {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value === null || !Number.isFinite(value) || (scale === 'log' && value <= 0)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return low > high ? [scale === 'log' ? 1 : 0, 1] : [low, high]
}

/** The ends of an axis on which these values have some room. */
export function roomyExtent(
  [low, high]: Extent,
  scale: 'linear' | 'log',
  margins: Margins = MARGINS,
): Extent {
  const [below, above] = margins
  if (scale === 'log') {
    if (low === high) return [low / 2 || low, Math.min(high * 2, Number.MAX_VALUE)]
    const [from, to] = [Math.log(low), Math.log(high)]
    const end = (share: number) => Math.exp(from + (to - from) * share)
    // By logarithms, since the factor between the smallest and the largest number is infinite; and an axis cannot begin at 0.
    return [
      Math.max(Math.min(end(-below), low), Number.MIN_VALUE),
      Math.min(Math.max(end(1 + above), high), Number.MAX_VALUE),
    ]
  }
  const room = (share: number) => (low === high ? Math.abs(low) / 10 || 1 : high * share - low * share)
  // The difference of the largest numbers would be infinite.
  return [Math.max(low - room(below), -Number.MAX_VALUE), Math.min(high + room(above), Number.MAX_VALUE)]
}

/** How far up an axis a value stands: from 0 to 1. */
export function shareOf(value: number, [low, high]: Extent, scale: 'linear' | 'log'): number {
  if (low === high) return 0.5
  const [at, from, to] = (scale === 'log' ? [value, low, high].map(Math.log) : [value, low, high]) as [
    number,
    number,
    number,
  ]
  return (at / 2 - from / 2) / (to / 2 - from / 2)
}
