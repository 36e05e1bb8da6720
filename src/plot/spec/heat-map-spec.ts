import { numberText } from '../../text/numbers'
import type { HeatCell, HeatMapFigure } from '../figure/figure'
import type { PictureLook } from '../picture-options'
import { textPixels } from '../theme/letters'
import { colorAt, contrast } from '../theme/ramp'
import { themeOf, type Theme } from '../theme/theme'
import { BEST, only } from './best-layers'
import { numberColor } from './coloring'
import { extentOf, shareOf } from './extent'
import { framed, panelPlaces, panelSize, type PanelSize } from './frame'
import type { Part, Row } from './part'
import { positionOf, type Position } from './position'
import { shownText, withMinus } from './shown-text'
import { CELL_TIPS } from './tips'

const TEXT_SIZE = 11

/** What is written on a cell: whichever is read better. */
const INKS = ['#ffffff', '#000000'] as const

/** Of cells: so high they are where nothing else was asked for, and so wide at least. */
const CELL = { height: 34, width: 46 }

/** The specification of a value for each pair of two columns. */
export function heatMapSpec(figure: HeatMapFigure, look: PictureLook): Part {
  const theme = themeOf(look.theme)
  const size = sizeOf(figure, look)
  const x = positionOf('x', figure.x, size.width, [])
  const y = positionOf('y', figure.y, size.height, [])
  const values = figure.cells.map(({ value }) => value)
  const color = numberColor(figure.color, values, theme.areas, betterEnd(figure))
  const gradient = { gradientLength: Math.min(160, Math.max(110, size.height - 20)) }
  return framed(figure, look, figure.panel, {
    rows: rowsOf(figure, x, y, size, theme),
    encoding: { x: x.encoding, y: y.encoding },
    layers: [
      {
        transform: [only('cell')],
        mark: { type: 'rect', stroke: theme.ground, strokeWidth: 1.5 },
        encoding: {
          color: { ...color, legend: { ...(color.legend as Part), ...gradient } },
          tooltip: CELL_TIPS,
        },
      },
      ...INKS.flatMap((ink) => [
        textLayer('cell', ink),
        ...(figure.best === null ? [] : [bestCell(figure, size, ink), textLayer(BEST, ink)]),
      ]),
    ],
    size,
  })
}

function sizeOf({ x, y, panel }: HeatMapFigure, look: PictureLook): PanelSize {
  const { width, columns } = panelSize(panel, look)
  const [across, up] = [x, y].map(({ categories }) => Math.max(1, categories.length)) as [number, number]
  const fitting = columns > 1 ? width : Math.min(width, Math.max(200, 90 * across))
  return {
    width: look.width ?? Math.max(fitting, Math.min(1200, CELL.width * across)),
    height: look.height ?? Math.min(1200, Math.max(60, CELL.height * up)),
    columns,
  }
}

/** Which end of the values is better, as far as the best one tells. */
function betterEnd({ cells, best }: HeatMapFigure): 'high' | 'low' {
  if (best === null) return 'high'
  const of = cells.find(({ x, y, panel }) => x === best.x && y === best.y && panel === best.panel)
  const values = cells.map(({ value }) => value).sort((a, b) => a - b)
  return of !== undefined && of.value < values[Math.floor(values.length / 2)]! ? 'low' : 'high'
}

function rowsOf(figure: HeatMapFigure, x: Position, y: Position, size: PanelSize, theme: Theme): Row[] {
  const { cells, panel, best, color } = figure
  const inPanel = panelPlaces(panel)
  const extent = extentOf(
    cells.map(({ value }) => value),
    color.scale,
  )
  const ramp = betterEnd(figure) === 'high' ? theme.areas : [...theme.areas].reverse()
  const room = size.width / Math.max(1, figure.x.categories.length) - 6
  const hasRoom =
    size.height / Math.max(1, figure.y.categories.length) > TEXT_SIZE + 4 &&
    cells.every((cell) => textPixels(cellText(cell), TEXT_SIZE) <= room)
  const ink = (value: number) => {
    const ground = colorAt(ramp, shareOf(value, extent, color.scale))
    return INKS.reduce((one, other) => (contrast(other, ground) > contrast(one, ground) ? other : one))
  }
  const isBest = (cell: HeatCell) =>
    best !== null && cell.x === best.x && cell.y === best.y && cell.panel === best.panel
  return [
    ...cells.map((cell) => ({
      role: 'cell',
      x: x.place(cell.x),
      y: y.place(cell.y),
      color: cell.value,
      ...(hasRoom && !isBest(cell) && { text: cellText(cell), ink: ink(cell.value) }),
      std: cell.std,
      n: cell.n,
      ...inPanel(cell.panel),
    })),
    ...cells.filter(isBest).map((cell) => ({
      role: BEST,
      x: x.place(cell.x),
      y: y.place(cell.y),
      run: shownText(best!.run),
      ink: ink(cell.value),
      text: hasRoom ? bestText(cell, room) : '',
      ...inPanel(cell.panel),
    })),
  ]
}

/** Where there is room it says that it is the best. */
function bestText(cell: HeatCell, room: number): string {
  const text = `best ${cellText(cell)}`
  return textPixels(text, TEXT_SIZE, 'bold') <= room - 6 ? text : cellText(cell)
}

function cellText({ value }: HeatCell): string {
  return withMinus(numberText(value, 3))
}

/** The cell of the best run has a frame. */
function bestCell({ x, y }: HeatMapFigure, size: PanelSize, ink: string): Part {
  const side = (pixels: number, count: number) => Math.max(4, pixels / Math.max(1, count) - 7)
  const [width, height] = [side(size.width, x.categories.length), side(size.height, y.categories.length)]
  return {
    transform: [only(BEST), { filter: { field: 'ink', equal: ink } }],
    mark: { type: 'rect', filled: false, width, height, stroke: ink, strokeWidth: 2 },
  }
}

function textLayer(role: string, ink: string): Part {
  return {
    transform: [only(role), { filter: { field: 'ink', equal: ink } }],
    mark: { type: 'text', fontSize: TEXT_SIZE, color: ink, ...(role === BEST && { fontWeight: 700 }) },
    encoding: { text: { field: 'text', type: 'nominal' } },
  }
}
