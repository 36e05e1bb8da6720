import type { Theme } from '../../../plot/theme/theme'
import { colorAt, colorsOf } from '../../../plot/theme/ramp'
import { placedColors } from '../../../plot/figure/axis-of'
import type { Placed } from '../../../plot/figure/placed'
import type { Column } from '../../data/report'
import { numberText } from '../../../text/numbers'
import { originOf } from '../columns/origin'

/** A colour that stands for a value. */
export interface ColorKey {
  readonly text: string
  readonly color: string
}

/** What the colours of the runs mean. */
export interface Coloring {
  readonly title: string
  readonly colorOf: (run: number) => string
  /** The place of the run's colour among the keys; -1 when it has none. */
  readonly keyOf: (run: number) => number
  /** Of categories: each colour. Of numbers: the smallest and the largest one. */
  readonly keys: readonly ColorKey[]
  /** Of numbers: the colours between. */
  readonly ramp: readonly string[] | null
  readonly notes: readonly string[]
}

const STEPS = 64

/** Colours the shown runs by the values of a column; `place` says which of its values stand for themselves. */
export function coloringBy(
  column: Column,
  shown: readonly number[],
  theme: Theme,
  mode: 'min' | 'max' | undefined,
  place: typeof placedColors = placedColors,
): Coloring {
  const cells = shown.map(column.at)
  const placed = place({ name: column.name, cells, origin: originOf(column) })
  const missing = cells.filter((cell) => placed.placeOf(cell) === undefined).length
  const notes = [
    ...placed.notes,
    ...(missing === 0 ? [] : [`${missing} without a colour: no ${column.name} that can be shown.`]),
  ]
  return placed.axis.type === 'category'
    ? { ...byCategory(column, placed, theme), notes }
    : { ...byNumber(column, placed, cells, theme, mode), notes }
}

type Colors = Omit<Coloring, 'notes'>

function byCategory(column: Column, { axis, placeOf }: Placed, theme: Theme): Colors {
  const { categories } = axis
  const colors = axis.isOrdered ? colorsOf(theme.marks, categories.length) : theme.categories
  const places = new Map(categories.map((text, at) => [text, at]))
  const keyOf = (run: number) => places.get(placeOf(column.at(run)) as string) ?? -1
  return {
    title: axis.title,
    keyOf,
    colorOf: (run) => colors[keyOf(run)] ?? theme.axis,
    keys: categories.map((text, at) => ({ text, color: colors[at]! })),
    ramp: null,
  }
}

function byNumber(
  column: Column,
  { axis, placeOf }: Placed,
  cells: readonly ReturnType<Column['at']>[],
  theme: Theme,
  mode: 'min' | 'max' | undefined,
): Colors {
  const placed = axis.scale === 'log' ? Math.log : (value: number) => value
  const numbers = cells.map(placeOf).filter((place) => typeof place === 'number')
  const [low, high] = rangeOf(numbers)
  // The better, the more it stands out.
  const marks = mode === 'min' ? [...theme.marks].reverse() : theme.marks
  const ramp = Array.from({ length: STEPS }, (_, at) => colorAt(marks, at / (STEPS - 1)))
  const shareOf = (value: number) =>
    high > low ? (placed(value) - placed(low)) / (placed(high) - placed(low)) : 1
  return {
    title: axis.title,
    keyOf: () => -1,
    colorOf: (run) => {
      const value = placeOf(column.at(run))
      return typeof value === 'number' ? ramp[Math.round(shareOf(value) * (STEPS - 1))]! : theme.axis
    },
    keys: [low, high].map((value) => ({
      text: numberText(value, 4),
      color: ramp[value === low ? 0 : STEPS - 1]!,
    })),
    ramp,
  }
}

function rangeOf(numbers: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const number of numbers) {
    if (number < low) low = number
    if (number > high) high = number
  }
  return [low, high]
}
