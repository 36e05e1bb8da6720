import type { Cell } from '../../catalog/sheet'
import { showText } from '../../params/show'
import { durationText } from '../../text/duration'
import { digitsFor, numberText } from '../../text/numbers'
import { momentText } from './moment-text'
import type { Column } from './report'

/** What stands in place of a value that a run does not have. */
export const MISSING = '–'

/** So many characters of a text stand in a table; all of it where the run is shown by itself. */
const LONGEST = 120

/** How the cells of a column are shown. Each value is made a text when it is first asked for. */
export interface CellTexts {
  /** What stands in the cell of a run. */
  readonly of: (run: number) => string
  /** All of it, where the cell does not say all. */
  readonly wholeOf: (run: number) => string | undefined
}

const made = new WeakMap<Column, CellTexts>()

/** The texts of a column. */
export function cellTexts(column: Column): CellTexts {
  let texts = made.get(column)
  if (texts === undefined) made.set(column, (texts = textsOf(column)))
  return texts
}

/** Whether a column has numbers, which stand below each other at their right ends. */
export function isNumeric({ type }: Column): boolean {
  return type === 'number'
}

/** All of a value as text. */
export function wholeText(cell: Cell): string {
  if (cell === undefined) return MISSING
  if (typeof cell === 'number') return Object.is(cell, -0) ? '-0' : String(cell)
  return showText(typeof cell === 'string' ? cell : jsonText(cell), Infinity)
}

function textsOf(column: Column): CellTexts {
  const known = new Map<number, string>()
  const shown = shownBy(column)
  const of = (run: number) => {
    const place = column.placeOf(run)
    let text = known.get(place)
    if (text === undefined) known.set(place, (text = shown(column.values[place])))
    return text
  }
  const wholeOf = (run: number) => {
    const whole = wholeText(column.at(run))
    return whole === of(run) ? undefined : whole
  }
  return { of, wholeOf }
}

function shownBy({ name, part, type, values }: Column): (cell: Cell) => string {
  let digits: number | undefined
  return (cell) => {
    if (part === 'field' && name === 'started' && typeof cell === 'string') return momentText(cell)
    if (part === 'field' && name === 'seconds' && typeof cell === 'number') return durationText(cell)
    if (typeof cell === 'number') {
      digits ??= digitsFor(values.filter((value) => typeof value === 'number'))
      return numberText(cell, digits)
    }
    // Among values of several types a text is told from a number by its quotes.
    if (typeof cell === 'string' && (cell === '' || type === 'mixed'))
      return showText(JSON.stringify(cell.slice(0, LONGEST)), LONGEST)
    return typeof cell === 'string' ? showText(cell, LONGEST) : wholeText(cell).slice(0, LONGEST)
  }
}

/** JSON on one line, with NaN and the infinities as words. */
function jsonText(cell: Cell): string {
  return JSON.stringify(cell) ?? ''
}
