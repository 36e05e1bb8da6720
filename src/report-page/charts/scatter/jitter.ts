import type { Place } from '../../../plot/figure/axis'

/** The golden ratio: its multiples, without their whole parts, spread evenly over a range, however many there are. */
const GOLDEN = 0.618_033_988_749_895

/** Offsets from -0.5 to 0.5 for things that stand at one place, the same each time. They come by the order of the asking. */
export function jitter(): (place: Place) => number {
  const counts = new Map<Place, number>()
  return (place) => {
    const count = counts.get(place) ?? 0
    counts.set(place, count + 1)
    // The first stands in the middle.
    return ((count * GOLDEN + 0.5) % 1) - 0.5
  }
}
