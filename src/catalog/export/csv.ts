import { csvLine, numberCell } from '../../run/csv'
import type { Cell, Sheet } from '../sheet'
import { cellText } from './cell-text'
import { chunksOf, joined } from './chunks'

/** How a table becomes CSV. */
export interface CsvOptions {
  /**
   * What becomes of texts that a spreadsheet would run as a formula: `escape` puts a `'` before them, as OWASP advises,
   * `keep` leaves them. Default `escape`.
   */
  formulas?: 'escape' | 'keep'
}

/**
 * A table as CSV (RFC 4180, UTF-8, lines end with `\n`) that pandas, R and spreadsheets read with the right types:
 *
 * - a missing value and null are empty cells, so that a column of numbers stays one;
 * - NaN, Infinity and -Infinity are spelled so, as in training-logs.csv: the one spelling that pandas, R and JavaScript all take;
 * - whole numbers past 2^53 have an exponent, since pandas makes texts of integers that need more than 64 bits;
 * - `true`, `false`; lists and objects as JSON; NUL and halves of surrogate pairs, which some readers stumble over, as U+FFFD.
 */
export function csvText(sheet: Sheet, options: CsvOptions = {}): string {
  return joined(csvChunks(sheet, options))
}

/** A table as CSV, in chunks for a file. */
export function csvChunks({ columns, rows }: Sheet, options: CsvOptions = {}): Generator<string> {
  const header = columns.map(({ name }) => name)
  return chunksOf(header.length === 0 ? [] : csvRecords(header, rows, options))
}

/** A header and rows as CSV, record by record. */
export function* csvRecords(
  header: readonly string[],
  rows: Iterable<readonly Cell[]>,
  { formulas = 'escape' }: CsvOptions,
): Generator<string> {
  const text = formulas === 'escape' ? (cell: Cell) => escapeFormula(csvCell(cell), cell) : csvCell
  yield `${record(header.map(text))}\n`
  for (const row of rows) yield `${record(row.map(text))}\n`
}

// Readers skip an empty line, and with it the row.
const record = (cells: readonly string[]): string => csvLine(cells) || '""'

function csvCell(cell: Cell): string {
  return cellText(cell, csvNumber).replace(/[\0\ud800-\udfff]/gu, '\ufffd')
}

function csvNumber(value: number): string {
  const isLarge = Number.isInteger(value) && !Number.isSafeInteger(value)
  return isLarge ? value.toExponential() : numberCell(value)
}

// What a spreadsheet may take for a formula, also where it drops spaces or quotes first; the wide signs are of Chinese and
// Japanese. A text that only looks escaped matches too, so taking one `'` away gives every text back.
const FORMULA = /^(?:[\s'"]*[=+\-@＝＋－＠]|['"]*[\t\r\n])/u

// A number with a sign does nothing, as a text or not, and is read as it is written.
const SIGNED_NUMBER = /^[+-](?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|Infinity)$/

function escapeFormula(text: string, cell: Cell): string {
  return typeof cell === 'string' && FORMULA.test(text) && !SIGNED_NUMBER.test(text) ? `'${text}` : text
}
