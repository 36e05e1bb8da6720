import { alignedLines, type AlignedColumn } from '../../text/aligned'
import { numberText, rounded } from '../../text/numbers'
import { wrappedText } from '../../text/wrap'
import type { ParallelAxis, ParallelFigure, ParallelLine } from '../figure/figure'
import type { DrawingStyle } from './drawing-style'

/** So many of the best are shown. */
const MOST_ROWS = 10

/**
 * Parallel coordinates as text: a table of the best, since hundreds of lines in a terminal could not be followed. The metric stands
 * first, then the parameters in their order, of which those that have no room are named below.
 */
export function parallelText({ axes, lines, color }: ParallelFigure, style: DrawingStyle): string[] {
  const { textOf, width, painted } = style
  // The lines stand from the worst to the best, by which the best is told.
  const best = [...lines].sort(betterFirst(lines)).slice(0, MOST_ROWS)
  if (best.length === 0) return []
  const hasBest = best.some(({ isBest }) => isBest)
  const columns: AlignedColumn[] = [
    {
      head: textOf(color.title),
      texts: best.map(({ value, isBest }) => `${numberText(value, 4)}${isBest ? ' *' : hasBest ? '  ' : ''}`),
      isRight: true,
    },
    ...axes.slice(0, -1).map((axis, at) => columnOf(axis, at, best, style)),
    { head: 'run', texts: best.map(({ run }) => textOf(run)), isRight: false, least: 16 },
  ]
  const { lines: rows, left } = alignedLines(columns, style)
  const [head, ...body] = rows
  const shown =
    best.length < lines.length ? `the best ${best.length} of ${lines.length} lines:` : 'all lines:'
  const names = left.map((column) => column.head)
  return [
    ...wrappedText(shown, width),
    painted(head!, 'bold'),
    ...body,
    ...(names.length > 0 ? wrappedText(`without room: ${names.join(', ')}`, width, '  ') : []),
  ]
}

function betterFirst(lines: readonly ParallelLine[]): (a: ParallelLine, b: ParallelLine) => number {
  const best = lines.find(({ isBest }) => isBest)
  const isLow = best !== undefined && lines.every(({ value }) => value >= best.value)
  const sign = isLow ? 1 : -1
  return (a, b) => Number(b.isBest) - Number(a.isBest) || sign * (a.value - b.value)
}

function columnOf(
  axis: ParallelAxis,
  at: number,
  best: readonly ParallelLine[],
  { textOf }: DrawingStyle,
): AlignedColumn {
  const texts = best.map(({ shares }) => textOf(valueText(axis, shares[at] ?? null)))
  return { head: textOf(axis.title), texts, isRight: axis.ticks.every(({ text }) => isNumber(text)) }
}

/** What stands at a place of an axis: the tick there, else the number between two ticks, to three digits. */
function valueText({ ticks, scale }: ParallelAxis, share: number | null): string {
  if (share === null) return '-'
  const near = ticks.find((tick) => Math.abs(tick.share - share) < 1e-9)
  if (near !== undefined) return near.text
  const above = ticks.findIndex((tick) => tick.share > share)
  const [from, to] = above > 0 ? [ticks[above - 1]!, ticks[above]!] : [ticks.at(-2), ticks.at(-1)]
  if (from === undefined || to === undefined || !isNumber(from.text) || !isNumber(to.text)) return '?'
  const part = (share - from.share) / (to.share - from.share)
  const [low, high] = [Number(from.text), Number(to.text)]
  const value = scale === 'log' ? low * (high / low) ** part : low + (high - low) * part
  return numberText(rounded(value, 3), 3)
}

function isNumber(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text))
}
