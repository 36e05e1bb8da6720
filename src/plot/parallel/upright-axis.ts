import type { Cell } from '../../catalog/sheet'
import { scaleOf, numberTexts } from '../../text/scale'
import type { Axis } from '../figure/axis'
import { binEdges } from '../figure/bin-edges'
import { placedCategories } from '../figure/category-axis'
import { differentNumbers } from '../figure/different'
import type { ParallelAxis } from '../figure/figure'
import type { FigureColumn } from '../figure/figure-column'
import { areNumbers, finiteOf, numberAxis } from '../figure/number-axis'

/** An upright axis, and how far up it a value stands; null where it has no place. */
export interface UprightAxis {
  readonly axis: ParallelAxis
  readonly shareOf: (cell: Cell) => number | null
  /** What has to be said of the axis, a line each. */
  readonly notes: readonly string[]
}

const MOST_CATEGORIES = 20

/** Between round numbers of an axis. */
const MOST_STEPS = 6

/** Labels that stand nearer to each other would overlap. */
const LEAST_BETWEEN = 0.045

/** An axis for the values of a column: numbers from the smallest to the largest, categories evenly apart. */
export function uprightAxis(column: FigureColumn): UprightAxis {
  return areNumbers(column.cells) ? axisOfNumbers(column) : axisOfCategories(column)
}

/** The axis of the different numbers of a column, as other figures have it. */
export function columnAxis(column: FigureColumn): { axis: Axis; sorted: readonly number[] } {
  const sorted = differentNumbers(finiteOf(column.cells))
  return { axis: numberAxis(column, sorted, 'auto'), sorted }
}

function axisOfNumbers(column: FigureColumn): UprightAxis {
  const { axis, sorted } = columnAxis(column)
  const { title, scale } = axis
  const isFew = axis.ticks !== undefined || sorted.length === 1
  const places = isFew ? sorted : binEdges(sorted, scale, MOST_STEPS)
  const along = scaleOf(places, scale)
  const texts = numberTexts(places)
  const ticks = places.map((place, at) => ({ share: along.shareOf(place), text: texts[at]! }))
  return {
    axis: { title, scale, ticks: apart(ticks) },
    shareOf: (cell) => (Number.isFinite(cell) ? along.shareOf(cell as number) : null),
    notes: [],
  }
}

function axisOfCategories(column: FigureColumn): UprightAxis {
  const { axis, placeOf, notes } = placedCategories(column, MOST_CATEGORIES)
  const { categories, title } = axis
  const shares = new Map(
    categories.map((text, at) => [text, categories.length === 1 ? 0.5 : at / (categories.length - 1)]),
  )
  return {
    axis: { title, scale: 'linear', ticks: [...shares].map(([text, share]) => ({ share, text })) },
    shareOf(cell) {
      const place = placeOf(cell)
      return place === undefined ? null : (shares.get(place as string) ?? null)
    },
    notes,
  }
}

/** Those labels that have room, both ends among them. */
function apart(ticks: ParallelAxis['ticks']): ParallelAxis['ticks'] {
  const top = ticks.at(-1)
  const kept: ParallelAxis['ticks'][number][] = []
  for (const tick of ticks) {
    const below = kept.at(-1)?.share ?? -1
    const above = tick === top ? Infinity : top!.share
    if (tick === top || (tick.share - below >= LEAST_BETWEEN && above - tick.share >= LEAST_BETWEEN))
      kept.push(tick)
  }
  return kept
}
