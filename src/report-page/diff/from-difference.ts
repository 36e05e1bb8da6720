import { cellTexts, wholeText } from '../data/cell-text'
import type { Column } from '../data/report'

/** So many characters stand in front of the difference, and in all. */
const BEFORE = 40
const SHOWN = 120

/**
 * What of the value of one run stands beside that of another: as in the table, but of long texts that begin alike the part in which they
 * begin to differ.
 */
export function fromDifference(column: Column, run: number, other: number): string {
  const shown = cellTexts(column).of(run)
  if (shown !== cellTexts(column).of(other)) return shown
  const [own, others] = [wholeText(column.at(run)), wholeText(column.at(other))]
  if (own === others || Math.max(own.length, others.length) <= SHOWN) return shown
  let start = 0
  while (own[start] === others[start]) start++
  const from = Math.max(0, start - BEFORE)
  const part = own.slice(from, from + SHOWN)
  return `${from > 0 ? '…' : ''}${part}${from + SHOWN < own.length ? '…' : ''}`
}
