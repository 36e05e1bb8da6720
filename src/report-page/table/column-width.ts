import { cellTexts } from '../data/cell-text'
import type { Column } from '../data/report'

/** In characters. */
const NARROWEST = 5
const WIDEST = 28
/** The arrow of the sorting stands behind the name. */
const WIDEST_HEAD = 20

/** Of so many different values the longest counts; a table must not change its widths while it is scrolled. */
const LOOKED_AT = 300

/** How many characters wide a column is. */
export function columnWidth(column: Column, runs: number): number {
  const { of } = cellTexts(column)
  const step = Math.max(1, Math.floor(runs / LOOKED_AT))
  let width = Math.max(NARROWEST, Math.min(column.name.length + 2, WIDEST_HEAD))
  for (let run = 0; run < runs; run += step) width = Math.max(width, of(run).length)
  return Math.min(width, WIDEST)
}
