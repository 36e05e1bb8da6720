import { paint } from './color'
import { cutText, textWidth } from './text-width'

/** The axes around a picture: its columns, and those of the labels at its left. */
export interface AxesStyle {
  readonly columns: number
  readonly labels: number
  readonly color: boolean
  readonly ascii: boolean
}

/** Puts an upright axis with labels, one a row and many of them empty, before the rows of a picture, and a floor below. */
export function withAxes(
  rows: readonly string[],
  ticks: readonly string[],
  { columns, labels, color, ascii }: AxesStyle,
  floorTicks: readonly number[] = [],
): string[] {
  const dim = (text: string) => (color ? paint(text, 'dim') : text)
  const [line, tick, corner, floor, foot] = ascii ? '|++-+' : '│┤└─┬'
  const mark = ascii ? '~' : '…'
  const cells = Array.from({ length: columns }, (_, column) => (floorTicks.includes(column) ? foot : floor))
  return [
    ...rows.map((row, index) => {
      const label = cutText(ticks[index]!, labels, mark)
      const blanks = ' '.repeat(labels - textWidth(label))
      return dim(`${blanks}${label} ${label === '' ? line : tick}`) + row
    }),
    dim(`${' '.repeat(labels + 1)}${corner}${cells.join('')}`),
  ]
}

/** A label below a picture, and the column that it belongs to. */
export interface Label {
  readonly column: number
  readonly text: string
}

/** Labels on one line, each in the middle of its column as far as it can be; what has no room beside those before is left out. */
export function labelsBelow(labels: readonly Label[], columns: number): { line: string; shown: Label[] } {
  const free = new Array<boolean>(columns).fill(true)
  const placed: (Label & { from: number; width: number })[] = []
  for (const label of labels) {
    const width = textWidth(label.text)
    const from = Math.max(0, Math.min(columns - width, label.column - Math.floor((width - 1) / 2)))
    // One column stays free on either side.
    const [first, end] = [Math.max(0, from - 1), Math.min(columns, from + width + 1)]
    if (width > columns || width === 0 || free.slice(first, end).includes(false)) continue
    free.fill(false, from, from + width)
    placed.push({ ...label, from, width })
  }
  let line = ''
  let at = 0
  for (const { from, width, text } of [...placed].sort((a, b) => a.from - b.from)) {
    line += ' '.repeat(from - at) + text
    at = from + width
  }
  return { line, shown: placed.map(({ column, text }) => ({ column, text })) }
}
