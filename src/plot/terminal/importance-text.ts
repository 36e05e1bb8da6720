import type { Look } from '../../text/color'
import { cutText, textWidth } from '../../text/text-width'
import type { ImportanceBar, ImportanceFigure } from '../figure/figure'
import type { DrawingStyle } from './drawing-style'

/** From here on a bar stands beside its name and its numbers. */
const WIDE = 60

/** A bar has so many columns at least. */
const LEAST_BAR = 12

/** Where bars are drawn: the columns, and the number at the left end, which is -1 or 0; at the right end is 1. */
interface BarFrame extends DrawingStyle {
  readonly columns: number
  readonly from: -1 | 0
}

/** How closely parameters go with a metric as text: bars, with their intervals on them, and the numbers. */
export function importanceText({ bars }: ImportanceFigure, style: DrawingStyle): string[] {
  return style.width >= WIDE ? besideNames(bars, style) : belowNames(bars, style)
}

function besideNames(bars: readonly ImportanceBar[], style: DrawingStyle): string[] {
  const { width, painted } = style
  const numbers = bars.map((bar) => numbersOf(bar, style))
  const widest = Math.max(0, ...numbers.map(textWidth))
  const longest = Math.max(0, ...bars.map(({ parameter }) => textWidth(style.textOf(parameter))))
  const label = Math.min(Math.floor(width * 0.4), width - widest - LEAST_BAR - 4, longest)
  const frame = barFrame(bars, width - label - widest - 4, style)
  const rows = bars.map((bar, at) => {
    const name = nameOf(bar, label, style)
    const blanks = ' '.repeat(label - textWidth(name) + 2)
    return `${name}${blanks}${painted(barCells(bar, frame), lookOfBar(bar))}  ${numbers[at]}`.trimEnd()
  })
  return [...rows, `${' '.repeat(label + 2)}${axisText(frame)}`]
}

function belowNames(bars: readonly ImportanceBar[], style: DrawingStyle): string[] {
  const { width, painted } = style
  const frame = barFrame(bars, width, style)
  const blocks = bars.map((bar) => {
    const numbers = numbersOf(bar, style)
    const name = nameOf(bar, width, style)
    const gap = width - textWidth(name) - textWidth(numbers)
    const heads = gap < 2 ? [name, numbers.padStart(width)] : [`${name}${' '.repeat(gap)}${numbers}`]
    return [...heads, painted(barCells(bar, frame).trimEnd(), lookOfBar(bar))]
  })
  return [...blocks.flat(), axisText(frame)]
}

function barFrame(bars: readonly ImportanceBar[], columns: number, style: DrawingStyle): BarFrame {
  const isBelow = bars.some(({ correlation, low }) => correlation < 0 || (low ?? 0) < 0)
  return { ...style, columns, from: isBelow ? -1 : 0 }
}

function nameOf({ parameter }: ImportanceBar, room: number, { textOf, ascii }: DrawingStyle): string {
  return cutText(textOf(parameter), room, ascii ? '~' : '…')
}

function numbersOf({ correlation, low, high, isSigned, n }: ImportanceBar, { width }: DrawingStyle): string {
  const sign = (value: number) => {
    const text = Math.abs(value).toFixed(2)
    return `${!isSigned || Number(text) === 0 ? ' ' : value < 0 ? '-' : '+'}${text}`
  }
  const interval = low === null || high === null ? '' : ` [${sign(low)}, ${sign(high)}]`
  if (width < 40) return sign(correlation)
  return `${sign(correlation)}${interval.padEnd(width < WIDE ? 0 : 15)}  n ${n}`
}

function columnOf(value: number, { columns, from }: BarFrame): number {
  return Math.round(((value - from) / (1 - from)) * (columns - 1))
}

/** A bar from 0 to the correlation, and on it the interval. */
function barCells({ correlation, low, high }: ImportanceBar, frame: BarFrame): string {
  const [bar, line, first, last, zero, dot] = frame.ascii ? '=-|||O' : '█─├┤│●'
  const cells = new Array<string>(frame.columns).fill(' ')
  const [from, to] = [columnOf(0, frame), columnOf(correlation, frame)]
  cells.fill(bar!, Math.min(from, to), Math.max(from, to) + 1)
  if (low !== null && high !== null) {
    const [left, right] = [columnOf(low, frame), columnOf(high, frame)]
    cells.fill(line!, left, right + 1)
    cells[left] = first!
    cells[right] = last!
  }
  cells[from] = zero!
  cells[to] = dot!
  return cells.join('')
}

function lookOfBar({ correlation, isSigned }: ImportanceBar): Look {
  return isSigned ? (correlation < 0 ? 'yellow' : 'cyan') : 'magenta'
}

/** What stands below the bars: -1, 0 and 1, or 0 and 1. */
function axisText(frame: BarFrame): string {
  const { columns, from, painted } = frame
  const cells = new Array<string>(columns).fill(' ')
  cells[columnOf(0, frame)] = '0'
  cells[columns - 1] = '1'
  return painted(from === 0 ? cells.join('') : `-1${cells.join('').slice(2)}`, 'dim')
}
