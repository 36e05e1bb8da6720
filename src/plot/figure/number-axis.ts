import { showText } from '../../params/show'
import type { Cell } from '../../catalog/sheet'
import type { Axis } from './axis'
import type { ScaleChoice } from './choices'
import { differentNumbers } from './different'
import type { FigureColumn } from './figure-column'
import { isLogSpread } from './log-spread'
import type { Placed } from './placed'

/** Of at most so many different numbers each is a tick. */
const MOST_TICKS = 10

/** From this factor on the numbers of an axis may be logarithmic. */
const FACTORS = { chosen: 8, measured: 100 } satisfies Record<FigureColumn['origin'], number>

/** Of numbers so far apart that the length of an axis would be infinite, those that are not beyond this can be shown. */
const LARGE = 1e307

/** Whether a column is one of numbers; null is no value. */
export function areNumbers(cells: readonly Cell[]): boolean {
  let count = 0
  for (const cell of cells) {
    if (typeof cell === 'number') count += 1
    else if (cell !== undefined && cell !== null) return false
  }
  return count > 0
}

/** The finite numbers among some cells. */
export function finiteOf(cells: readonly Cell[]): number[] {
  return cells.filter((cell): cell is number => typeof cell === 'number' && Number.isFinite(cell))
}

/** The scale for different numbers, sorted. */
export function scaleFor(
  sorted: readonly number[],
  choice: ScaleChoice,
  origin: FigureColumn['origin'],
): Axis['scale'] {
  if (choice !== 'auto') return choice
  return isLogSpread(sorted, FACTORS[origin]) ? 'log' : 'linear'
}

/** An axis for different numbers, sorted. */
export function numberAxis(
  { name, origin }: Pick<FigureColumn, 'name' | 'origin'>,
  sorted: readonly number[],
  choice: ScaleChoice,
): Axis {
  const scale = scaleFor(sorted, choice, origin)
  const shown = scale === 'log' ? sorted.filter((number) => number > 0) : sorted
  const hasTicks = origin === 'chosen' && shown.length > 0 && shown.length <= MOST_TICKS
  return {
    ...{ title: showText(name, Infinity), type: 'number', scale, categories: [], isOrdered: false },
    ...(hasTicks && { ticks: shown }),
  }
}

/** A column of numbers on an axis. What is no finite number has no place on it, nor what is not above 0 on a logarithmic one. */
export function placedNumbers(column: FigureColumn, choice: ScaleChoice): Placed {
  const sorted = differentNumbers(finiteOf(column.cells))
  const scale = scaleFor(sorted, choice, column.origin)
  const isTooLong = scale === 'linear' && !Number.isFinite(2 * (sorted.at(-1)! - sorted[0]!))
  const isOn = (number: number) => (scale === 'log' ? number > 0 : !isTooLong || Math.abs(number) <= LARGE)
  const axis = numberAxis(column, sorted.filter(isOn), scale)
  const isPlace = (cell: Cell) => Number.isFinite(cell) && isOn(cell as number)
  return {
    axis,
    // Adding 0 makes 0 of -0.
    placeOf: (cell) => (isPlace(cell) ? (cell as number) + 0 : undefined),
    whyNot: (cell) => whyNoNumber(axis.title, cell),
    notes: [],
  }
}

/** Why a value has no place among numbers, behind the number of runs: `without val_acc`. */
export function whyNoNumber(title: string, cell: Cell): string {
  if (cell === undefined || cell === null) return `without ${title}`
  if (typeof cell !== 'number') return `whose ${title} is no number`
  if (!Number.isFinite(cell)) return `whose ${title} is not finite`
  return Math.abs(cell) > LARGE ? `whose ${title} is too large for an axis` : `whose ${title} is not above 0`
}
