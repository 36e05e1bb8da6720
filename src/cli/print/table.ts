import type { Sheet } from '../../catalog/sheet'
import { cellText, headerText, MISSING } from './cells'
import { paint } from '../../text/color'
import { shortenedWidths, SHORTEST, SHORTEST_FIRST } from './fit'
import { digitsFor } from '../../text/numbers'
import { leftOutText } from './left-out'
import { cutText, textWidth } from '../../text/text-width'

const BETWEEN = '  '

/** How a table is printed. */
export interface TableStyle {
  /** The columns of the terminal; as wide as it needs when not given. */
  readonly width?: number
  readonly color: boolean
  /** Longer texts are cut, though the terminal had room. */
  readonly maxCellWidth?: number
}

/** A column as it is printed: the header and a text for each row, no wider than `width`. */
interface Printed {
  readonly header: string
  readonly texts: readonly string[]
  readonly isRight: boolean
  /** The width it would like. */
  readonly width: number
  /** The width it can be shortened to. */
  readonly least: number
}

/**
 * A table: a header, and a line for each row. Numbers stand right, texts left. What is wider than the terminal has its long
 * texts shortened; when that is not enough, columns are left out from the right, which a last line tells.
 */
export function tableText(sheet: Sheet, style: TableStyle): string {
  const { width = Infinity } = style
  const columns = firstColumns(sheet, style)
  const widths = shortenedWidths(columns, width, BETWEEN.length)
  const lines = Array.from({ length: sheet.rows.length + 1 }, () => '')
  for (const [index, column] of columns.entries())
    addColumn(lines, column, {
      width: widths[index]!,
      isLast: index === columns.length - 1,
      color: style.color,
    })
  const leftOut = sheet.columns.slice(columns.length)
  if (leftOut.length > 0) lines.push(...leftOutText(leftOut, width))
  return lines.join('\n')
}

/** The columns that fit when their texts are as short as can be; the first in any case. */
function firstColumns(sheet: Sheet, style: TableStyle): Printed[] {
  const { width = Infinity } = style
  const columns: Printed[] = []
  let room = width + BETWEEN.length
  for (const index of sheet.columns.keys()) {
    const column = printed(sheet, index, style)
    room -= column.least + BETWEEN.length
    if (room < 0 && index > 0) break
    columns.push(column)
  }
  return columns
}

function printed(
  sheet: Sheet,
  index: number,
  { width = Infinity, maxCellWidth = Infinity }: TableStyle,
): Printed {
  const column = sheet.columns[index]!
  const header = headerText(column, width)
  const style = { maxWidth: Math.min(width, maxCellWidth), digits: digitsFor(numbersOf(sheet, index)) }
  const texts = sheet.rows.map((row) => cellText(row[index], column, style))
  const headerWidth = textWidth(header)
  const natural = Math.min(width, widest(texts, headerWidth))
  const isRight = column.type === 'number'
  const shortest = Math.max(headerWidth, index === 0 ? SHORTEST_FIRST : SHORTEST)
  const least = isRight ? natural : Math.min(natural, shortest)
  return { header, texts, isRight, width: natural, least }
}

function* numbersOf({ rows }: Sheet, index: number): Generator<number> {
  for (const row of rows) if (typeof row[index] === 'number') yield row[index]
}

function widest(texts: readonly string[], least: number): number {
  let width = least
  // A text has at most two columns a unit, so most need no measure.
  for (const text of texts) if (text.length * 2 > width) width = Math.max(width, textWidth(text))
  return width
}

/** Puts a column to the right end of the lines. */
function addColumn(
  lines: string[],
  { header, texts, isRight }: Printed,
  { width, isLast, color }: { width: number; isLast: boolean; color: boolean },
): void {
  const after = isLast ? '' : BETWEEN
  const place = (text: string, look?: 'bold' | 'dim') => {
    const cut = cutText(text, width)
    const blanks = ' '.repeat(width - textWidth(cut))
    const shown = color && look !== undefined ? paint(cut, look) : cut
    if (isRight) return `${blanks}${shown}${after}`
    return isLast ? shown : `${shown}${blanks}${after}`
  }
  lines[0] += place(header, 'bold')
  for (const [row, text] of texts.entries())
    lines[row + 1] += place(text, text === MISSING ? 'dim' : undefined)
}
