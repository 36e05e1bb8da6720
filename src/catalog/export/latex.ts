import type { Cell, Sheet } from '../sheet'
import { cellText, textLines, visibleText } from './cell-text'
import { chunksOf, joined } from './chunks'
import { numberPrinter, type DigitsOptions } from './digits'

/**
 * A table as a LaTeX `tabular` with the rules of the package booktabs: columns of numbers to the right, `--` for a missing
 * value and null, NaN as it is (a run that diverged has a value), the infinities as symbols. Special characters
 * are escaped; other scripts stay Unicode, which lualatex and xelatex take with a fitting font.
 */
export function latexText(sheet: Sheet, options: DigitsOptions = {}): string {
  return joined(latexChunks(sheet, options))
}

/** A table as LaTeX, in chunks for a file. */
export function latexChunks(sheet: Sheet, options: DigitsOptions = {}): Generator<string> {
  return chunksOf(sheet.columns.length === 0 ? [] : lines(sheet, numberPrinter(options)))
}

function* lines({ columns, rows }: Sheet, numberText: (value: number) => string): Generator<string> {
  const cell = (value: Cell) => latexCell(value, numberText)
  yield '% \\usepackage{booktabs}\n'
  yield `\\begin{tabular}{${columns.map(({ type }) => (type === 'number' ? 'r' : 'l')).join('')}}\n`
  yield `\\toprule\n${line(columns.map(({ name }) => latexEscape(name)))}\\midrule\n`
  for (const row of rows) yield line(row.map(cell))
  yield '\\bottomrule\n\\end{tabular}\n'
}

const line = (cells: readonly string[]): string => `${cells.join(' & ')} \\\\\n`

function latexCell(cell: Cell, numberText: (value: number) => string): string {
  if (cell === undefined || cell === null) return '--'
  if (cell === Infinity) return '$\\infty$'
  if (cell === -Infinity) return '$-\\infty$'
  return typeof cell === 'number' ? numberText(cell) : latexEscape(cellText(cell))
}

function latexEscape(text: string): string {
  return visibleText(textLines(text).join(' ').replaceAll('\t', ' '))
    .replace(/[\\{}$&#%_^~<>|"`[\]*]/g, (character) => ESCAPES[character]!)
    .replace(LIGATURE, '$1{}')
}

// Two of these would be set as one other sign.
const LIGATURE = /([-,'])(?=\1)/g

/** What stands for each special character, in every font encoding. The last three would be read as arguments of `\\` before them. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\symbol{34}',
  '`': '\\textasciigrave{}',
  '[': '{[}',
  ']': '{]}',
  '*': '{*}',
}
