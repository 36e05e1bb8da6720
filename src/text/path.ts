import type { Dots } from './dots'

/** A place in a picture: how far from left to right, and how far up, each from 0 to 1. */
export interface Spot {
  readonly across: number
  readonly up: number
}

/** The dot at a place. */
export function dotAt({ across, up }: Spot, dots: Dots): { x: number; y: number } {
  return { x: Math.round(across * (dots.across - 1)), y: Math.round((1 - up) * (dots.down - 1)) }
}

/** The cell at a place. */
export function cellAt(spot: Spot, dots: Dots): number {
  const { x, y } = dotAt(spot, dots)
  const [column, row] = [
    Math.floor((x * dots.columns) / dots.across),
    Math.floor((y * dots.rows) / dots.down),
  ]
  return row * dots.columns + column
}

/** Draws straight lines from place to place; at one that is null is a gap. */
export function drawPath(dots: Dots, spots: Iterable<Spot | null>): void {
  let before: { x: number; y: number } | undefined
  // Every place is drawn, so that no extreme is lost where there are more of them than columns.
  for (const spot of spots) {
    if (spot === null) {
      before = undefined
      continue
    }
    const { x, y } = dotAt(spot, dots)
    dots.line(before?.x ?? x, before?.y ?? y, x, y)
    before = { x, y }
  }
}
