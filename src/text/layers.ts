import { paint, type Look } from './color'
import { brailleOf, type Dots } from './dots'
import { SEVERAL } from './letters'

/** Dots of one kind, such as those of a curve. */
export interface Layer {
  readonly dots: Dots
  /** Its colour; the terminal's own when not given. */
  readonly look?: Look
  /** What stands in its cells in ASCII. */
  readonly sign: string
  /** What is nearer hides what is farther; of what is equally near (default 0) all dots are shown. */
  readonly depth?: number
}

/** A sign of one column that stands in a cell, before all dots. */
export interface Mark {
  readonly text: string
  readonly look?: Look | undefined
}

/** How large a picture is, and how it is shown. */
export interface PictureStyle {
  readonly columns: number
  readonly rows: number
  readonly color: boolean
  readonly ascii: boolean
}

/** The rows of a picture of layers and marks, and whether some cell stands for several. */
export function layeredRows(
  layers: readonly Layer[],
  marks: ReadonlyMap<number, Mark>,
  { columns, rows, color, ascii }: PictureStyle,
): { rows: string[]; isShared: boolean } {
  const depths = [...new Set(layers.map(({ depth = 0 }) => depth))].sort((a, b) => a - b)
  const ordered = depths.map((depth) => layers.filter((layer) => (layer.depth ?? 0) === depth))
  let isShared = false
  const texts = Array.from({ length: rows }, (_, row) => {
    const cells = Array.from({ length: columns }, (_, column) => {
      const cell = row * columns + column
      const shown = marks.get(cell) ?? cellOf(cell, ordered, ascii)
      isShared ||= shown.text === SEVERAL
      return shown
    })
    return rowText(cells, color)
  })
  return { rows: texts, isShared }
}

const EMPTY: Mark = { text: ' ' }

function cellOf(cell: number, ordered: readonly (readonly Layer[])[], ascii: boolean): Mark {
  for (const layers of ordered) {
    const owners = layers.filter(({ dots }) => dots.cells[cell] !== 0)
    if (owners.length === 0) continue
    const look = owners.length === 1 ? owners[0]!.look : undefined
    if (!ascii) return { text: brailleOf(owners.reduce((all, { dots }) => all | dots.cells[cell]!, 0)), look }
    const signs = new Set(owners.map(({ sign }) => sign))
    return signs.size === 1 ? { text: owners[0]!.sign, look } : { text: SEVERAL }
  }
  return EMPTY
}

function rowText(cells: readonly Mark[], color: boolean): string {
  const parts: string[] = []
  const end = cells.findLastIndex(({ text }) => text !== ' ') + 1
  for (let from = 0; from < end;) {
    const { look } = cells[from]!
    let to = from
    let run = ''
    for (; to < end && cells[to]!.look === look; to += 1) run += cells[to]!.text
    parts.push(color && look !== undefined ? paint(run, look) : run)
    from = to
  }
  return parts.join('')
}
