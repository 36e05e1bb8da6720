import { flowingLines } from '../../text/flow'
import { cutText, textWidth } from '../../text/text-width'
import type { HeatCell, HeatMapFigure } from '../figure/figure'
import type { DrawingStyle } from './drawing-style'
import { cellStyle, cellText, headText, shadeTexts, type CellStyle } from './heat-map-cells'
import { bestLines, joinedPanels, panelNames } from './panel-text'

/** A value for each pair of two columns as text: a table whose cells are shaded, in blocks of as many columns as fit. */
export function heatMapText(figure: HeatMapFigure, given: DrawingStyle): string[] {
  const { x, y, color, panel, cells, best } = figure
  const style = cellStyle(figure, given)
  const panels = panelNames(panel, style).map(({ category, name }) => {
    const isHere = (each: { readonly panel?: string }) => category === undefined || each.panel === category
    const isBest = best !== null && isHere(best)
    const table = tableOf({ ...figure, cells: cells.filter(isHere), best: isBest ? best : null }, style)
    return name === undefined ? table : [...flowingLines([{ text: name, look: 'bold' }], style), ...table]
  })
  return [
    ...legend(figure, style),
    '',
    ...joinedPanels(panels),
    ...bestLines(best, color, { x, y, panel }, style),
  ]
}

function legend({ x, y, color }: HeatMapFigure, style: CellStyle): string[] {
  const { textOf, scale } = style
  const shades = shadeTexts(style).map(({ sign, text }) => ({
    text: `${sign} ${text}`,
    width: textWidth(text) + 3,
  }))
  return [
    ...flowingLines(
      [
        { text: `${textOf(color.title)}${scale.isLog ? ' (log scale)' : ''}:` },
        { text: `${textOf(y.title)} down,` },
        { text: `${textOf(x.title)} across` },
      ],
      style,
    ),
    ...flowingLines(shades, style),
  ]
}

function tableOf({ x, y, cells, best }: HeatMapFigure, style: CellStyle): string[] {
  const { width, labels, cell } = style
  const found = new Map<string, Map<string, HeatCell>>(y.categories.map((name) => [name, new Map()]))
  for (const each of cells) found.get(each.y)?.set(each.x, each)
  const inBlock = Math.floor((width - labels - 1) / cell)
  const blocks = Array.from({ length: Math.ceil(x.categories.length / inBlock) }, (_, block) => {
    const names = x.categories.slice(block * inBlock, (block + 1) * inBlock)
    const rows = [...found].map(([row, own]) => {
      const isBest = (name: string) => best?.x === name && best.y === row
      const texts = names.map((name) => cellText(own.get(name), isBest(name), style))
      return `${labelText(row, style)} ${texts.join('')}`.trimEnd()
    })
    // As along an upright axis, the first stands at the bottom.
    return [style.painted(headText(names, style), 'dim'), ...rows.reverse()]
  })
  return joinedPanels(blocks)
}

function labelText(name: string, { labels, textOf, ascii }: CellStyle): string {
  const cut = cutText(textOf(name), labels, ascii ? '~' : '…')
  return `${' '.repeat(labels - textWidth(cut))}${cut}`
}
