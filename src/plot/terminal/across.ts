import { labelsBelow, type Label } from '../../text/axes'
import { flowingLines } from '../../text/flow'
import { numberText } from '../../text/numbers'
import { numberTexts, scaleOf } from '../../text/scale'
import { cutText, textWidth } from '../../text/text-width'
import type { Axis, Place } from '../figure/axis'
import { binEdges } from '../figure/bin-edges'
import { differentNumbers } from '../figure/different'
import type { DrawingStyle } from './drawing-style'

/** An axis from left to right. */
export interface Across {
  /** How far to the right a place is, from 0 to 1; of those at one category each `part` of so many `parts` stands for itself. */
  readonly shareOf: (place: Place, part?: number, parts?: number) => number
  /** What stands below a picture of so many columns: the columns of the ticks, and the lines, the first with their labels. */
  readonly below: (columns: number) => { ticks: number[]; lines: string[] }
}

/** The axis for a figure in which these places are. */
export function acrossOf(axis: Axis, places: Iterable<Place>, style: DrawingStyle): Across {
  return axis.type === 'category' ? acrossCategories(axis, style) : acrossNumbers(axis, places, style)
}

function acrossCategories({ title, categories }: Axis, style: DrawingStyle): Across {
  const numbers = new Map(categories.map((text, index) => [text, index]))
  const shareOf = (place: Place, part = 0, parts = 1) =>
    ((numbers.get(String(place)) ?? 0) + (part + 1) / (parts + 1)) / Math.max(1, categories.length)
  return {
    shareOf,
    below(columns) {
      const texts = categories.map((text) => style.textOf(text))
      const slot = Math.floor(columns / Math.max(1, categories.length))
      const haveRoom = texts.every((text) => textWidth(text) < slot)
      // Long names stand below, behind numbers.
      const labels = texts.map((text, index): Label => {
        const column = Math.min(columns - 1, Math.floor(shareOf(categories[index]!) * columns))
        return { column, text: haveRoom ? text : String(index + 1) }
      })
      const { line, shown } = labelsBelow(labels, columns)
      const list = haveRoom ? [] : texts.map((text, index) => ({ text: `${index + 1} ${text}` }))
      return {
        ticks: shown.map(({ column }) => column),
        lines: [
          line,
          centred(style.textOf(title), columns, style),
          ...flowingLines(list, { ...style, width: columns }),
        ],
      }
    },
  }
}

function acrossNumbers(axis: Axis, places: Iterable<Place>, style: DrawingStyle): Across {
  const sorted = differentNumbers(Array.from(places).filter((place) => typeof place === 'number'))
  const along = scaleOf(sorted, axis.scale)
  const { low, high } = along
  const [title, remark] = [style.textOf(axis.title), along.isLog ? ' (log scale)' : '']
  return {
    shareOf: (place) => along.shareOf(Number(place)),
    below(columns) {
      const numbers = axis.ticks ?? roundNumbers(sorted, axis.scale, columns)
      const inside = numbers.filter((number) => number >= low && number <= high)
      const labels = numberTexts(inside).map((text, index) => {
        return { column: Math.round(along.shareOf(inside[index]!) * (columns - 1)), text }
      })
      const { line, shown } = labelsBelow(endsFirst(labels), columns)
      // That the scale is logarithmic is told, however long the title.
      const titles =
        textWidth(title + remark) <= columns || remark === '' ? [title + remark] : [title, remark.trim()]
      return {
        ticks: shown.map(({ column }) => column),
        lines: [line, ...titles.map((text) => centred(text, columns, style))],
      }
    },
  }
}

/** Round numbers between the smallest and the largest; these themselves where there are fewer than two. */
function roundNumbers(sorted: readonly number[], scale: Axis['scale'], columns: number): number[] {
  const [low, high] = [sorted[0], sorted.at(-1)]
  if (low === undefined || high === undefined) return []
  const edges = binEdges(sorted, scale, Math.max(2, Math.floor(columns / 10)))
  const inside = edges.filter((edge) => edge >= low && edge <= high)
  return inside.length >= 2 ? inside : low === high ? [low] : [low, high]
}

/** The ends tell the most, so that they have room before all others. */
function endsFirst(labels: readonly Label[]): Label[] {
  const between = labels.slice(1, -1)
  return labels.length < 2 ? [...labels] : [labels[0]!, labels.at(-1)!, ...between]
}

function centred(text: string, columns: number, { ascii }: DrawingStyle): string {
  const cut = cutText(text, columns, ascii ? '~' : '…')
  return `${' '.repeat(Math.floor((columns - textWidth(cut)) / 2))}${cut}`
}

/** A place as text: a number in few digits, or the category. */
export function placeText(place: Place, style: DrawingStyle): string {
  return typeof place === 'number' ? numberText(place, 4) : style.textOf(place)
}
