import { letterOf } from '../../text/letters'
import type { Look } from '../../text/color'
import { flowingLines, type Piece } from '../../text/flow'
import { lookOf } from '../../text/panel'
import type { Axis, Place } from '../figure/axis'
import { placedBins } from '../figure/bins'
import { differentNumbers } from '../figure/different'
import type { DrawingStyle } from './drawing-style'

/** So many intervals of numbers have a letter each. */
const MOST_INTERVALS = 5

/** What the colours of a figure stand for: each has a letter, too, so that no colour is needed to read it. */
export interface ColorSigns {
  /** How many there are; 0 for a figure without colours. */
  readonly count: number
  /** Which one a place has; 0 for none. */
  readonly indexOf: (place: Place | undefined) => number
  /** The letter; undefined without colours. */
  readonly letterOf: (index: number) => string | undefined
  readonly lookOf: (index: number) => Look
  /** What they stand for. */
  readonly legend: (style: DrawingStyle) => string[]
}

const NONE: ColorSigns = {
  count: 0,
  indexOf: () => 0,
  letterOf: () => undefined,
  lookOf,
  legend: () => [],
}

/** The signs for a colour axis: a letter for each category; for numbers, of which these are there, one for each of a few intervals. */
export function colorSigns(axis: Axis | null, places: Iterable<Place | undefined>): ColorSigns {
  if (axis === null) return NONE
  if (axis.type === 'category') return signsFor(axis.title, axis.categories, (place) => String(place))
  const sorted = differentNumbers(Array.from(places).filter((place) => typeof place === 'number'))
  const column = { name: axis.title, cells: sorted, origin: 'measured' } as const
  const bins = placedBins(column, sorted, axis.scale, MOST_INTERVALS)
  return signsFor(axis.title, bins.axis.categories, (place) => bins.placeOf(place) as string | undefined)
}

function signsFor(
  title: string,
  names: readonly string[],
  nameOf: (place: Place) => string | undefined,
): ColorSigns {
  const numbers = new Map(names.map((name, index) => [name, index]))
  return {
    count: names.length,
    indexOf: (place) => (place === undefined ? 0 : (numbers.get(nameOf(place) ?? '') ?? 0)),
    letterOf,
    lookOf,
    legend(style) {
      const pieces = names.map((name, index): Piece => {
        return { text: `${letterOf(index)} ${style.textOf(name)}`, look: lookOf(index) }
      })
      return flowingLines([{ text: `${style.textOf(title)}:` }, ...pieces], style)
    },
  }
}
