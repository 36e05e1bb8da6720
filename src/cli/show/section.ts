import type { Cell, ColumnType, Sheet } from '../../catalog/sheet'
import { paint } from '../../text/color'
import { tableText } from '../print/table'
import { textWidth } from '../../text/text-width'

/** How a page is printed: `width` is that of the terminal, undefined where the text is not for one. */
export interface PageStyle {
  readonly color: boolean
  readonly width: number | undefined
}

/** Names are not padded to more than this: one long path would push all values off the screen. */
const WIDEST_NAME = 40

const INDENT = '  '

/** A part of a page: a title, and lines below it. Without lines there is no such part. */
export function section(title: string, lines: readonly string[], { color }: PageStyle): string[] {
  if (lines.length === 0) return []
  return [color ? paint(title, 'bold') : title, ...lines.map((line) => (line === '' ? '' : INDENT + line))]
}

/** Names and values, one below the other. The texts are printed as they are. */
export function pairLines(pairs: readonly (readonly [name: string, value: string])[]): string[] {
  const widest = pairs.reduce((most, [name]) => Math.max(most, textWidth(name)), 0)
  const width = Math.min(widest, WIDEST_NAME)
  return pairs.map(([name, value]) => `${name}${' '.repeat(Math.max(0, width - textWidth(name)))}  ${value}`)
}

/** A table as lines of a part. */
export function tableLines(
  columns: readonly (readonly [name: string, type: ColumnType])[],
  rows: Sheet['rows'],
  { color, width }: PageStyle,
): string[] {
  const sheet = {
    columns: columns.map(([name, type]) => ({ name, type, kinds: {}, missing: 0 })),
    rows: rows.map((row) => row.map((cell): Cell => cell ?? undefined)),
  }
  const style = width === undefined ? { color } : { color, width: width - INDENT.length }
  return tableText(sheet, style)
    .split('\n')
    .map((line) => line.trimEnd())
}
