import type { Dots } from '../../text/dots'
import type { Layer, Mark } from '../../text/layers'
import { letterMarks } from '../../text/panel'
import { cellAt, dotAt, drawPath } from '../../text/path'
import type { CurvesFigure, Line } from '../figure/figure'
import { acrossOf } from './across'
import { colorSigns, type ColorSigns } from './color-signs'
import type { DrawingStyle } from './drawing-style'
import {
  bestHeight,
  bestLines,
  emptyDots,
  joinedPanels,
  panelFrame,
  panelNames,
  panelText,
  type PanelDrawing,
  type PanelFrame,
} from './panel-text'

/** The bands of more curves would cover each other. */
const MOST_BANDS = 2

/** Values over epochs as text. */
export function curvesDrawing(figure: CurvesFigure, style: DrawingStyle): string[] {
  const { x, y, color, panel, lines, faint, best } = figure
  const all = [...lines, ...faint]
  const across = acrossOf(x, epochsOf(all), style)
  const frame = panelFrame(y, [...valuesOf(all), ...bestHeight(best)], across, style)
  const signs = colorSigns(
    color,
    all.map((each) => each.color),
  )
  const panels = panelNames(panel, style).map(({ category, name }) => {
    const isHere = (each: { readonly panel?: string }) => category === undefined || each.panel === category
    const drawing = drawingOf({ lines: lines.filter(isHere), faint: faint.filter(isHere) }, signs, frame)
    if (best !== null && isHere(best)) {
      const spot = { across: across.shareOf(best.x), up: frame.upright.shareOf(Number(best.y)) }
      drawing.marks.set(cellAt(spot, emptyDots(frame)), { text: '*', look: 'bold' })
    }
    return panelText(drawing, name, frame)
  })
  return [...signs.legend(style), ...joinedPanels(panels), ...bestLines(best, y, { x, color, panel }, style)]
}

function* epochsOf(lines: readonly Line[]): Generator<number> {
  for (const { epochs } of lines) yield* epochs
}

function* valuesOf(lines: readonly Line[]): Generator<number> {
  for (const { values, low, high } of lines)
    for (const list of [values, low ?? [], high ?? []])
      for (const value of list) if (Number.isFinite(value)) yield value
}

function drawingOf(
  { lines, faint }: Pick<CurvesFigure, 'lines' | 'faint'>,
  signs: ColorSigns,
  frame: PanelFrame,
): PanelDrawing & { marks: Map<number, Mark> } {
  const { color, ascii } = frame.style
  const front = lines.length > 0 ? lines : faint
  const curves = byColor(front, signs, frame)
  const [numbers, dots] = [[...curves.keys()], [...curves.values()]]
  // Without colours, single curves would not be told from those before them.
  const behind = lines.length > 0 && color ? byColor(faint, signs, frame) : new Map<number, Dots>()
  const bands = lines.filter(({ low }) => low !== null)
  const showsBands = bands.length <= MOST_BANDS
  const left = [
    ...(bands.length > 0 && !showsBands ? ['no spread'] : []),
    ...(lines.length > 0 && faint.length > 0 && !color ? ['no single curves'] : []),
  ]
  const layer =
    (depth: number, sign: string) =>
    ([index, own]: [number, Dots]): Layer => ({
      ...{ dots: own, depth, look: signs.lookOf(index) },
      sign: signs.letterOf(index) ?? sign,
    })
  return {
    layers: [
      ...[...curves].map(layer(0, 'o')),
      ...(showsBands
        ? bands.map((line) => ({ ...bandOf(line, frame), look: signs.lookOf(signs.indexOf(line.color)) }))
        : []),
      ...[...behind].map((each): Layer => ({ ...layer(2, '.')(each), sign: '.', look: 'dim' })),
    ],
    // In ASCII every cell is a letter by itself.
    marks: signs.count === 0 || ascii ? new Map<number, Mark>() : letterMarks(dots, (at) => numbers[at]!),
    remarks: left,
  }
}

/** The curves of each colour, all of it in one. */
function byColor(lines: readonly Line[], signs: ColorSigns, frame: PanelFrame): Map<number, Dots> {
  const found = new Map<number, Dots>()
  for (const line of lines) {
    const index = signs.indexOf(line.color)
    let dots = found.get(index)
    if (dots === undefined) found.set(index, (dots = emptyDots(frame)))
    drawPath(dots, spotsOf(line, line.values, frame))
  }
  return found
}

function spotsOf({ epochs }: Line, values: readonly number[], { across, upright }: PanelFrame) {
  return values.map((value, at) =>
    Number.isFinite(value) ? { across: across.shareOf(epochs[at]!), up: upright.shareOf(value) } : null,
  )
}

/** The band around a curve: sparse dots between its edges. */
function bandOf(line: Line, frame: PanelFrame): Layer {
  const dots = emptyDots(frame)
  const { ascii } = frame.style
  const [lows, highs] = [line.low!, line.high!].map((values) => spotsOf(line, values, frame))
  for (let at = 1; at < line.epochs.length; at += 1) {
    const edges = [lows![at - 1], lows![at], highs![at - 1], highs![at]]
    if (edges.some((edge) => edge === null || edge === undefined)) continue
    const [from, to, topFrom, topTo] = edges.map((edge) => dotAt(edge!, dots))
    for (let x = from!.x; x <= to!.x; x += 1) {
      const share = to!.x === from!.x ? 0 : (x - from!.x) / (to!.x - from!.x)
      const [bottom, top] = [
        from!.y + (to!.y - from!.y) * share,
        topFrom!.y + (topTo!.y - topFrom!.y) * share,
      ]
      for (let y = Math.round(top); y <= Math.round(bottom); y += 1)
        if (ascii || (x % 4 === 0 && y % 4 === 0) || (x % 4 === 2 && y % 4 === 2)) dots.line(x, y, x, y)
    }
  }
  return { dots, sign: ':', depth: 1 }
}
