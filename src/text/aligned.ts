import { cutText, textWidth } from './text-width'

/** A column of a small table: what stands above it, and a text for each row. */
export interface AlignedColumn {
  readonly head: string
  readonly texts: readonly string[]
  readonly isRight: boolean
  /** It is shown in what room is left, if that is so many columns. */
  readonly least?: number
}

/** Columns side by side, as many of them, from the first on, as have room. The first is there in any case, cut where it must be. */
export function alignedLines(
  columns: readonly AlignedColumn[],
  { width, ascii }: { width: number; ascii: boolean },
): { lines: string[]; left: readonly AlignedColumn[] } {
  const widths = columns.map(({ head, texts }) => Math.max(...[head, ...texts].map(textWidth)))
  let used = Math.min(width, widths[0] ?? 0)
  let count = 1
  for (; count < columns.length; count += 1) {
    const room = width - used - 2
    if (widths[count]! > room && room < (columns[count]!.least ?? Infinity)) break
    widths[count] = Math.min(widths[count]!, room)
    used += 2 + widths[count]!
  }
  const shown = columns.slice(0, count)
  const rows = Math.max(0, ...shown.map(({ texts }) => texts.length))
  const lines = Array.from({ length: rows + 1 }, (_, row) =>
    shown
      .map(({ head, texts, isRight }, at) => {
        const room = Math.min(width, widths[at]!)
        const text = cutText(row === 0 ? head : (texts[row - 1] ?? ''), room, ascii ? '~' : '…')
        const blanks = ' '.repeat(room - textWidth(text))
        return isRight ? blanks + text : text + blanks
      })
      .join('  ')
      .trimEnd(),
  )
  return { lines, left: columns.slice(count) }
}
