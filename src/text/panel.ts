import { brailleOf, Dots } from './dots'
import { letterOf, placeLetters, SEVERAL } from './letters'
import { paint, type Look } from './color'
import type { Scale } from './scale'

/** A learning curve: what a metric was after each of these epochs. NaN and the infinities are gaps. */
export interface Series {
  readonly name: string
  readonly epochs: readonly number[]
  readonly values: readonly number[]
}

/** The place of a picture, and how it is drawn. */
export interface Frame {
  readonly columns: number
  readonly rows: number
  readonly firstEpoch: number
  readonly lastEpoch: number
  readonly scale: Scale
  readonly color: boolean
  readonly ascii: boolean
}

const LOOKS = ['cyan', 'yellow', 'magenta', 'green', 'blue', 'red'] as const satisfies readonly Look[]

/** The colour of a curve of a panel. */
export function lookOf(index: number): Look {
  return LOOKS[index % LOOKS.length]!
}

/** The rows of a panel that shows these curves on one scale, and whether some places are shared by several letters. */
export function pictureOf(series: readonly Series[], frame: Frame): { rows: string[]; isShared: boolean } {
  const curves = series.map((one) => draw(one, frame))
  // In ASCII every cell is a letter by itself.
  const hasLetters = curves.length > 1 && !frame.ascii
  const letters = hasLetters ? placeLetters(curves) : new Map<number, number | typeof SEVERAL>()
  let isShared = false
  const rows = Array.from({ length: frame.rows }, (_, row) => {
    const cells = Array.from({ length: frame.columns }, (_, column) => {
      const cell = cellAt(row * frame.columns + column, curves, letters, frame)
      isShared ||= cell.text === SEVERAL
      return cell
    })
    return rowText(cells, frame)
  })
  return { rows, isShared }
}

function draw(
  { epochs, values }: Series,
  { columns, rows, firstEpoch, lastEpoch, scale, ascii }: Frame,
): Dots {
  const dots = new Dots(columns, rows, { isBraille: !ascii })
  const span = lastEpoch - firstEpoch || 1
  // Where the curve comes from; undefined at the start and after a gap.
  let before: { x: number; y: number } | undefined
  // Every point is drawn, so that no extreme is lost where there are more epochs than columns.
  for (const [index, value] of values.entries()) {
    const epoch = epochs[index]
    if (epoch === undefined || !Number.isFinite(epoch) || !Number.isFinite(value)) {
      before = undefined
      continue
    }
    const x = Math.round(((epoch - firstEpoch) / span) * (dots.across - 1))
    const y = Math.round((1 - scale.shareOf(value)) * (dots.down - 1))
    dots.line(before?.x ?? x, before?.y ?? y, x, y)
    before = { x, y }
  }
  return dots
}

/** A cell of the picture: what stands there, and whose colour it has. */
interface PictureCell {
  readonly text: string
  readonly owner?: number
}

function cellAt(
  cell: number,
  curves: readonly Dots[],
  letters: ReadonlyMap<number, number | typeof SEVERAL>,
  { ascii }: Frame,
): PictureCell {
  const letter = letters.get(cell)
  if (letter === SEVERAL) return { text: SEVERAL }
  if (letter !== undefined) return { text: letterOf(letter), owner: letter }
  const owners = [...curves.keys()].filter((index) => curves[index]!.cells[cell] !== 0)
  const owner = owners[0]
  if (owner === undefined) return { text: ' ' }
  const dots = owners.reduce((all, index) => all | curves[index]!.cells[cell]!, 0)
  if (!ascii) return { text: brailleOf(dots), owner: owners.length === 1 ? owner : undefined }
  if (curves.length === 1) return { text: '*', owner }
  return owners.length === 1 ? { text: letterOf(owner), owner } : { text: SEVERAL }
}

function rowText(cells: readonly PictureCell[], { color }: Frame): string {
  const parts: string[] = []
  const end = cells.findLastIndex(({ text }) => text !== ' ') + 1
  for (let from = 0; from < end;) {
    const { owner } = cells[from]!
    let to = from
    let run = ''
    for (; to < end && cells[to]!.owner === owner; to += 1) run += cells[to]!.text
    parts.push(color && owner !== undefined ? paint(run, lookOf(owner)) : run)
    from = to
  }
  return parts.join('')
}
