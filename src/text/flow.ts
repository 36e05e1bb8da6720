import { paint, type Look } from './color'
import { cutText, textWidth } from './text-width'

/** A piece of text that stays on one line. */
export interface Piece {
  readonly text: string
  readonly look?: Look | undefined
  /** How many columns it takes, of one that is painted already. */
  readonly width?: number
}

const BETWEEN = '  '

/** Pieces side by side, on as many lines as they need; one that is wider than a line is cut. */
export function flowingLines(
  pieces: readonly Piece[],
  { width, color, ascii }: { width: number; color: boolean; ascii: boolean },
): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const { text, look, width: known } of pieces) {
    const cut = known === undefined ? cutText(text, width, ascii ? '~' : '…') : text
    const taken = known ?? textWidth(cut)
    if (used > 0 && used + BETWEEN.length + taken > width) {
      lines.push(line)
      line = ''
      used = 0
    }
    if (used > 0) {
      line += BETWEEN
      used += BETWEEN.length
    }
    line += color && look !== undefined ? paint(cut, look) : cut
    used += taken
  }
  return used > 0 ? [...lines, line] : lines
}
