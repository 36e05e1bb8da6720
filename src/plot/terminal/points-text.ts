import type { Dots } from '../../text/dots'
import type { Layer, Mark } from '../../text/layers'
import { SEVERAL } from '../../text/letters'
import { cellAt, dotAt, drawPath, type Spot } from '../../text/path'
import type { Mean, Point, PointsFigure } from '../figure/figure'
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

/** Of so many values each is a sign; of more a dot. */
const MOST_SIGNS = 60

/** The spreads of more colours would cover each other. */
const MOST_SPREADS = 3

const SIGN = 'o'

/** Values over a column as text. */
export function pointsText(figure: PointsFigure, style: DrawingStyle): string[] {
  const { x, y, color, panel, means, points, best } = figure
  const all = [...means, ...points]
  const across = acrossOf(
    x,
    all.map((each) => each.x),
    style,
  )
  const edges = means.flatMap(({ low, high }) => (low === null || high === null ? [] : [low, high]))
  const shown = [...all.map((each) => each.y), ...edges, ...bestHeight(best)]
  const frame = panelFrame(y, shown, across, style)
  const signs = colorSigns(
    color,
    all.map((each) => each.color),
  )
  const panels = panelNames(panel, style).map(({ category, name }) => {
    const here = <T extends Mean | Point>(each: T) => category === undefined || each.panel === category
    const drawn = { ...figure, means: means.filter(here), points: points.filter(here) }
    const isBest = best !== null && (category === undefined || best.panel === category)
    return panelText(drawingOf({ ...drawn, best: isBest ? best : null }, signs, frame), name, frame)
  })
  return [...signs.legend(style), ...joinedPanels(panels), ...bestLines(best, y, { x, color, panel }, style)]
}

type Drawn = Pick<PointsFigure, 'x' | 'means' | 'points' | 'best' | 'isJoined'>

function drawingOf(figure: Drawn, signs: ColorSigns, frame: PanelFrame): PanelDrawing {
  const { means, points, best } = figure
  const place = placing(figure, signs, frame)
  const size = emptyDots(frame)
  // In ASCII a dot is a sign.
  const single = means.length > 0 ? [] : points
  const areSigns = single.length <= MOST_SIGNS || signs.count > 0
  const marked = [...means, ...(areSigns ? single : [])].map((each) => ({
    cell: cellAt(place(each), size),
    sign: signs.indexOf(each.color),
  }))
  const isCrowded = single.length > MOST_SIGNS
  const marks = marksOf(marked, signs, { isCrowded })
  if (best !== null)
    marks.set(cellAt(place({ ...best, y: Number(best.y) }), size), { text: '*', look: 'bold' })
  const colors = new Set(means.map(({ color }) => signs.indexOf(color)))
  const hasSpread = means.some(({ low }) => low !== null)
  const showsSpread = hasSpread && colors.size <= MOST_SPREADS
  const dotted = areSigns && means.length === 0 ? [] : points
  return {
    layers: [
      ...(figure.isJoined ? joined(means, place, signs, size) : []),
      ...(showsSpread ? spreads(means, place, signs, size) : []),
      ...behind(dotted, place, signs, size),
    ],
    marks,
    remarks: [
      ...(isCrowded && areSigns ? ['letter of the most'] : []),
      ...(hasSpread && !showsSpread ? ['no spread'] : []),
    ],
  }
}

type Placing = (each: Pick<Point, 'x' | 'y' | 'color'>) => Spot

function placing({ x }: Drawn, signs: ColorSigns, { across, upright }: PanelFrame): Placing {
  const parts = x.type === 'category' ? Math.max(1, signs.count) : 1
  return (each) => ({
    across: across.shareOf(each.x, parts === 1 ? 0 : signs.indexOf(each.color), parts),
    up: upright.shareOf(each.y),
  })
}

/** A sign in each cell: that of its colour; of several colours `#`, or in a crowd that of the most. */
function marksOf(
  marked: readonly { cell: number; sign: number }[],
  signs: ColorSigns,
  { isCrowded }: { isCrowded: boolean },
): Map<number, Mark> {
  const counts = new Map<number, Map<number, number>>()
  for (const { cell, sign } of marked) {
    const here = counts.get(cell) ?? new Map<number, number>()
    counts.set(cell, here.set(sign, (here.get(sign) ?? 0) + 1))
  }
  const markOf = (sign: number): Mark => ({ text: signs.letterOf(sign) ?? SIGN, look: signs.lookOf(sign) })
  return new Map(
    Array.from(counts, ([cell, here]) => {
      if (here.size > 1 && !isCrowded) return [cell, { text: SEVERAL }]
      const [most] = [...here].reduce((a, b) => (b[1] > a[1] ? b : a))
      return [cell, markOf(most)]
    }),
  )
}

function byColor<T extends Mean | Point>(values: readonly T[], signs: ColorSigns): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const value of values) {
    const index = signs.indexOf(value.color)
    const group = groups.get(index)
    if (group === undefined) groups.set(index, [value])
    else group.push(value)
  }
  return groups
}

/** A layer for each colour. */
function layersOf<T extends Mean | Point>(
  values: readonly T[],
  signs: ColorSigns,
  size: Dots,
  { sign, depth, draw }: { sign: string; depth: number; draw: (dots: Dots, values: readonly T[]) => void },
): Layer[] {
  return [...byColor(values, signs)].map(([index, own]) => {
    const dots = size.empty()
    draw(dots, own)
    return { dots, sign, depth, look: signs.lookOf(index) }
  })
}

function joined(means: readonly Mean[], place: Placing, signs: ColorSigns, size: Dots): Layer[] {
  const draw = (dots: Dots, own: readonly Mean[]) =>
    drawPath(
      dots,
      own.map((mean) => place(mean)).sort((a, b) => a.across - b.across),
    )
  return layersOf(means, signs, size, { sign: '.', depth: 1, draw })
}

function spreads(means: readonly Mean[], place: Placing, signs: ColorSigns, size: Dots): Layer[] {
  const draw = (dots: Dots, own: readonly Mean[]) => {
    for (const mean of own) {
      if (mean.low === null || mean.high === null) continue
      drawPath(dots, [place({ ...mean, y: mean.low }), place({ ...mean, y: mean.high })])
    }
  }
  return layersOf(means, signs, size, { sign: '|', depth: 2, draw })
}

function behind(points: readonly Point[], place: Placing, signs: ColorSigns, size: Dots): Layer[] {
  const draw = (dots: Dots, own: readonly Point[]) => {
    for (const point of own) {
      const { x, y } = dotAt(place(point), dots)
      dots.line(x, y, x, y)
    }
  }
  return layersOf(points, signs, size, { sign: '.', depth: 3, draw })
}
