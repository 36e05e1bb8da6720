import type { Axis, Place } from '../../../plot/figure/axis'
import { textPixels } from '../../../plot/theme/letters'
import { numberScale } from './number-scale'
import { ticksAt, ticksOf } from './ticks'

/** An axis with room: where each place on it stands in pixels, and its marks. */
export interface Across {
  readonly axis: Axis
  /** NaN when it has no place. */
  readonly at: (place: Place) => number
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
  /** How wide a category is; 0 for numbers. */
  readonly band: number
}

/** How much room the marks of an axis need: about so many pixels from one to the next. */
export interface MarkRoom {
  readonly number: number
  readonly category: number
  /** Of a single text. */
  readonly sizeOf: (text: string) => number
}

/** The room along an axis below a plot, and along one beside it. */
export const ROOM = {
  below: { number: 64, category: 64, sizeOf: (text: string) => textPixels(text, 12) + 10 },
  beside: { number: 46, category: 15, sizeOf: () => 16 },
} satisfies Record<string, MarkRoom>

/** An axis for these places, from the pixel `start` to the pixel `end`. */
export function across(
  axis: Axis,
  places: readonly Place[],
  [start, end]: readonly [number, number],
  room: MarkRoom,
): Across {
  return axis.type === 'category'
    ? categories(axis, start, end, room.category)
    : numbers(axis, places, start, end, room)
}

function categories(axis: Axis, start: number, end: number, room: number): Across {
  const count = Math.max(1, axis.categories.length)
  const band = Math.abs(end - start) / count
  const middle = (index: number) => start + ((index + 0.5) / count) * (end - start)
  const middles = new Map(axis.categories.map((text, index) => [text, middle(index)]))
  const every = Math.max(1, Math.ceil(room / band))
  return {
    axis,
    band,
    at: (place) => (typeof place === 'string' ? (middles.get(place) ?? NaN) : NaN),
    ticks: axis.categories.flatMap((text, index) =>
      index % every === 0 ? [{ at: middle(index), text }] : [],
    ),
  }
}

function numbers(axis: Axis, places: readonly Place[], start: number, end: number, room: MarkRoom): Across {
  let [low, high] = [Infinity, -Infinity]
  for (const place of places) {
    if (typeof place !== 'number') continue
    if (place < low) low = place
    if (place > high) high = place
  }
  // The outermost points stand within the axes.
  const inset = Math.sign(end - start) * 18
  const scale = numberScale({ scale: axis.scale, low, high, isExact: axis.ticks !== undefined }, [
    start + inset,
    end - inset,
  ])
  const count = Math.max(2, Math.floor(Math.abs(end - start) / room.number))
  const ticks = axis.ticks === undefined ? ticksOf(scale, count) : ticksAt(scale, axis.ticks, room.sizeOf)
  return { axis, band: 0, at: (place) => (typeof place === 'number' ? scale.at(place) : NaN), ticks }
}
