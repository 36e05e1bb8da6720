import type { Layout } from './layout'

/** A place in a picture, in pixels. */
export type Point = readonly [x: number, y: number]

/** Where a label may stand. */
export interface LabelWish {
  /** What it belongs to. */
  readonly place: Point
  /** The middles of numbers that it must not cover. */
  readonly taken: readonly Point[]
  readonly layout: Pick<Layout, 'left' | 'right' | 'top' | 'bottom'>
  /** On which side there is room for sure. */
  readonly prefer: 'above' | 'below'
}

/** Half of what a number takes, and half of what a line of text takes. */
const NUMBER = 10
const LETTERS = 8

/** The middle of the left edge of a label of this width: where it covers no number and stays within the plot. */
export function labelPlace(width: number, { place: [x, y], taken, layout, prefer }: LabelWish): Point {
  const down = prefer === 'below' ? 15 : -15
  const left = x - 9 - width
  const sides = x > (layout.left + layout.right) / 2 ? [left, x + 9] : [x + 9, left]
  const tries = [1, -1, 2, -2, 3, -3]
    .map((times) => times * down)
    .flatMap((dy) => sides.map((start) => [start, y + dy] as const))
  const isFree = ([start, middle]: Point) =>
    start >= layout.left &&
    start + width <= layout.right &&
    middle - LETTERS >= layout.top - 12 &&
    middle + LETTERS <= layout.bottom &&
    taken.every(
      ([tx, ty]) =>
        tx + NUMBER < start || tx - NUMBER > start + width || Math.abs(ty - middle) > NUMBER + LETTERS,
    )
  return tries.find(isFree) ?? tries[2]!
}
