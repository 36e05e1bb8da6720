/** A column of texts is not made narrower than this, or than its header: a moment and the id of most runs stay whole. */
export const SHORTEST = 20

/** The first column tells which run it is, and the seeds of an experiment differ in its last characters alone: an id stays whole. */
export const SHORTEST_FIRST = 64

/** What columns ask for: the width they would like, and the one they can be shortened to. */
interface Wish {
  readonly width: number
  readonly least: number
}

/** The widths of columns that are to fit a line: the widest are shortened first, to one common width. */
export function shortenedWidths(columns: readonly Wish[], lineWidth: number, between: number): number[] {
  const room = lineWidth - between * (columns.length - 1)
  const widthsUpTo = (limit: number) =>
    columns.map(({ width, least }) => Math.min(width, Math.max(least, limit)))
  let limit = columns.reduce((most, { width }) => Math.max(most, width), 0)
  while (limit > 0 && sum(widthsUpTo(limit)) > room) limit -= 1
  return widthsUpTo(limit)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
