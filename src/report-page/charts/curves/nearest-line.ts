import type { ScreenLine } from './screen-line'

/** The run whose line is nearest to a place, when it is not further away than `reach` pixels. Of equals the last, which lies on top. */
export function nearestLine(
  lines: readonly ScreenLine[],
  x: number,
  y: number,
  reach: number,
): number | undefined {
  let [best, run] = [reach * reach, undefined as number | undefined]
  for (const line of lines) {
    const distance = squaredDistance(line, x, y, reach)
    if (distance <= best) [best, run] = [distance, line.run]
  }
  return run
}

/** How far a line is from a place, squared; Infinity when further than `reach` to the side. */
function squaredDistance({ xs, ys }: ScreenLine, x: number, y: number, reach: number): number {
  let least = Infinity
  for (let at = firstFrom(xs, x - reach); at < xs.length; at++) {
    const before = Math.max(0, at - 1)
    least = Math.min(least, toSegment(xs[before]!, ys[before]!, xs[at]!, ys[at]!, x, y))
    if (xs[at]! > x + reach) break
  }
  return least
}

/** The first place of sorted numbers that is not below this one. */
function firstFrom(sorted: Float32Array, number: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < number) low = middle + 1
    else high = middle
  }
  return low
}

/** The square of the distance to a segment; one that comes out of a gap is the point at its end. */
function toSegment(x1: number, y1: number, x2: number, y2: number, x: number, y: number): number {
  if (Number.isNaN(y2)) return Infinity
  if (Number.isNaN(y1)) return toSegment(x2, y2, x2, y2, x, y)
  const [dx, dy] = [x2 - x1, y2 - y1]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / length))
  return (x1 + share * dx - x) ** 2 + (y1 + share * dy - y) ** 2
}
