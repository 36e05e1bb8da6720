import type { Layout } from '../frame/layout'
import type { Point } from '../frame/label-place'
import { spreadApart } from '../frame/spread-apart'

/** From the middle of one number to that of the next. */
const GAP = 18

/** Where the numbers of lines stand that end at these places: beside the ends, and beside each other. */
export function numberPlaces(
  ends: readonly Point[],
  { right, top, bottom }: Pick<Layout, 'right' | 'top' | 'bottom'>,
  aside: number,
): Point[] {
  const xs = ends.map(([x]) => Math.min(x, right) + aside)
  const places: Point[] = ends.map(([, y], at) => [xs[at]!, y])
  for (const x of new Set(xs)) {
    const here = ends.flatMap((_, at) => (xs[at] === x ? [at] : []))
    const moved = spreadApart(
      here.map((at) => ends[at]![1]),
      GAP,
      [top, bottom],
    )
    here.forEach((at, index) => (places[at] = [x, moved[index]!]))
  }
  return places
}
