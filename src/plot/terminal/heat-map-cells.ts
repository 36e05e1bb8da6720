import { digitsFor, numberText } from '../../text/numbers'
import { numberTexts, scaleOf, type Scale } from '../../text/scale'
import { onGround, shadeOf, SHADE_COUNT } from '../../text/shades'
import { cutText, textWidth } from '../../text/text-width'
import type { HeatCell, HeatMapFigure } from '../figure/figure'
import type { DrawingStyle } from './drawing-style'

/** In so many blocks of columns numbers can still be read; where it would take more, only shades are shown. */
const MOST_BLOCKS = 6

/** Names of columns are cut to this. */
const LONGEST_NAME = 10

/** How the cells of a heat map are shown. */
export interface CellStyle extends DrawingStyle {
  /** Columns of a cell, with the blank behind it. */
  readonly cell: number
  /** Columns of the labels at the left. */
  readonly labels: number
  readonly hasNumbers: boolean
  readonly scale: Scale
  readonly numberOf: (value: number) => string
}

/** Cells as wide as what stands in them: a number with its shade, or where there are too many, the shade alone. */
export function cellStyle({ cells, color, x, y }: HeatMapFigure, style: DrawingStyle): CellStyle {
  const { width, textOf } = style
  const values = cells.map(({ value }) => value)
  const digits = Math.min(4, digitsFor(values))
  const numberOf = (value: number) => numberText(value, digits)
  const widest = (texts: readonly string[]) => Math.max(1, ...texts.map(textWidth))
  const labels = Math.min(Math.floor(width / 3), widest(y.categories.map(textOf)))
  const room = width - labels - 1
  const names = Math.min(LONGEST_NAME, widest(x.categories.map(textOf)))
  // A shade before the number, behind it the sign of the best and a blank.
  const wide = Math.max(names, widest(values.map(numberOf)) + 1) + 2
  const hasNumbers = wide <= room && Math.ceil(x.categories.length / Math.floor(room / wide)) <= MOST_BLOCKS
  const cell = hasNumbers ? wide : x.categories.length * 2 <= room ? 2 : 1
  return { ...style, cell, labels, hasNumbers, scale: scaleOf(values, color.scale), numberOf }
}

/** A cell: its value on a ground, or behind a shade; blank for none. */
export function cellText(found: HeatCell | undefined, isBest: boolean, style: CellStyle): string {
  const { scale, cell, numberOf, hasNumbers, color } = style
  if (found === undefined) return ' '.repeat(cell)
  const share = scale.shareOf(found.value)
  const shade = shadeOf(share, style)
  if (!hasNumbers) {
    const text = (isBest ? '*' : color ? ' ' : shade).padEnd(cell, color || isBest ? ' ' : shade)
    return color ? onGround(text, share) : text
  }
  const text = `${numberOf(found.value).padStart(cell - 3)}${isBest ? '*' : ' '}`
  return color ? `${onGround(` ${text}`, share)} ` : `${shade}${text} `
}

/** The names of some columns above their cells; where these have no room for them, the first and the last. */
export function headText(names: readonly string[], style: CellStyle): string {
  const { labels, cell, hasNumbers, textOf, width } = style
  const before = ' '.repeat(labels + 1)
  const mark = style.ascii ? '~' : '…'
  if (!hasNumbers) {
    const span = names.length === 1 ? textOf(names[0]!) : textOf(`${names[0]!} … ${names.at(-1)!}`)
    return cutText(`${before}${span}`, width, mark)
  }
  const texts = names.map((name) => {
    const cut = cutText(textOf(name), cell - 2, mark)
    return `${' '.repeat(cell - 2 - textWidth(cut))}${cut}  `
  })
  return `${before}${texts.join('')}`.trimEnd()
}

/** What the shades stand for: each with the least value that has it. */
export function shadeTexts({ scale, color, ascii }: CellStyle): { sign: string; text: string }[] {
  if (!(scale.high > scale.low)) return []
  const shares = Array.from({ length: SHADE_COUNT }, (_, at) => at / SHADE_COUNT)
  const texts = numberTexts(shares.map((share) => scale.valueAt(share)))
  return shares.map((share, at) => {
    const sign = color ? onGround('  ', share + 0.5 / SHADE_COUNT) : shadeOf(share, { ascii }).repeat(2)
    return { sign, text: texts[at]! }
  })
}
