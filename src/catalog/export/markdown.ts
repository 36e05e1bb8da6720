import type { Cell, Sheet } from '../sheet'
import { cellText, textLines, visibleText } from './cell-text'
import { chunksOf, joined } from './chunks'
import { numberPrinter, type DigitsOptions } from './digits'

/**
 * A table as GitHub's Markdown: columns of numbers to the right, a missing value and null as empty cells. What Markdown or
 * HTML would act on is escaped, so that every text is seen as it is; a line end within a cell is `<br>`.
 */
export function markdownText(sheet: Sheet, options: DigitsOptions = {}): string {
  return joined(markdownChunks(sheet, options))
}

/** A table as Markdown, in chunks for a file. */
export function markdownChunks(sheet: Sheet, options: DigitsOptions = {}): Generator<string> {
  return chunksOf(sheet.columns.length === 0 ? [] : lines(sheet, numberPrinter(options)))
}

function* lines({ columns, rows }: Sheet, numberText: (value: number) => string): Generator<string> {
  const cell = (value: Cell) =>
    typeof value === 'number' ? numberText(value) : markdownCell(cellText(value))
  yield line(columns.map(({ name }) => markdownCell(name)))
  yield line(columns.map(({ type }) => (type === 'number' ? '---:' : '---')))
  for (const row of rows) yield line(row.map(cell))
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`

function markdownCell(text: string): string {
  return textLines(text)
    .map((part) => visibleText(part.replaceAll('\t', ' ')).replace(ACTIVE, escape))
    .join('<br>')
}

// An underscore within a word, as in val_loss, does nothing. Without `[` there is no link, so `]` need not be escaped.
const ACTIVE = /[\\`*~$|[<>&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

const escape = (character: string): string => ENTITIES[character] ?? `\\${character}`
