import type { ParallelFigure } from '../figure/figure'
import type { PictureLook } from '../picture-options'
import { textPixels } from '../theme/letters'
import { themeOf, type Theme } from '../theme/theme'
import { only } from './best-layers'
import { numberColor } from './coloring'
import { framed } from './frame'
import { LABEL_SIZE } from './position'
import type { Part, Row } from './part'
import { shownText, withMinus } from './shown-text'
import { LINE_TIPS } from './tips'

/** Between two axes, where nothing else was asked for. */
const AXIS_STEP = 120

/** A title or a tick may be so wide. */
const TEXT_LIMIT = 150

/** The specification of runs as lines across one axis a parameter. */
export function parallelSpec(figure: ParallelFigure, look: PictureLook): Part {
  const theme = themeOf(look.theme)
  const { axes, lines, color } = figure
  const better = betterEnd(figure)
  const gaps = Math.max(1, axes.length - 1)
  const width = look.width ?? Math.max(480, gaps * AXIS_STEP)
  const colors = numberColor(
    color,
    lines.map(({ value }) => value),
    theme.marks,
    better,
  )
  return framed(figure, look, null, {
    rows: [...axisRows(figure), ...lineRows(figure, better)],
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        axis: null,
        scale: { domain: [0, gaps], nice: false, zero: false },
      },
      y: {
        field: 'y',
        type: 'quantitative',
        axis: null,
        scale: { domain: [0, 1], nice: false, zero: false },
      },
    },
    layers: layersOf(figure, theme, colors, width / gaps),
    size: { width, height: look.height ?? 300, columns: 1 },
  })
}

function betterEnd({ lines }: ParallelFigure): 'high' | 'low' {
  const best = lines.find(({ isBest }) => isBest)
  const values = lines.map(({ value }) => value).sort((a, b) => a - b)
  return best !== undefined && best.value < values[Math.floor(values.length / 2)]! ? 'low' : 'high'
}

function axisRows({ axes }: ParallelFigure): Row[] {
  return axes.flatMap(({ title, ticks }, x) => [
    { role: 'axis', x, y: 0, top: 1 },
    { role: 'title', x, y: 1, text: shownText(title) },
    ...ticks.map(({ share, text }) => ({ role: 'tick', x, y: share, text: withMinus(shownText(text)) })),
  ])
}

/** The better ones last, so that they lie above the others. */
function lineRows({ lines }: ParallelFigure, better: 'high' | 'low'): Row[] {
  const sign = better === 'high' ? 1 : -1
  const ordered = [...lines].sort((a, b) => Number(a.isBest) - Number(b.isBest) || sign * (a.value - b.value))
  return ordered.flatMap(({ run, shares, value, isBest }, curve) => {
    const shared = { curve, run: shownText(run), color: value }
    const rows: Row[] = shares.map((y, x) => ({ role: isBest ? 'best' : 'line', x, y, ...shared }))
    const has = (x: number) => typeof shares[x] === 'number'
    const dots = rows.filter((_, x) => has(x) && !has(x - 1) && !has(x + 1))
    return [...rows, ...dots.map((dot) => ({ ...dot, role: 'dot' }))]
  })
}

function layersOf({ axes, lines }: ParallelFigure, theme: Theme, color: Part, step: number): Part[] {
  const opacity = lines.length > 300 ? 0.2 : lines.length > 60 ? 0.4 : 0.75
  const detail = { field: 'curve', type: 'quantitative' }
  const text = { field: 'text', type: 'nominal' }
  const leans = axes.some(({ title }) => Math.min(TEXT_LIMIT, textPixels(title, 12, 'bold')) > step - 10)
  const title = { type: 'text', limit: leans ? 220 : step, fontSize: 12, fontWeight: 600, color: theme.ink }
  const tick = {
    type: 'text',
    align: 'right',
    dx: -6,
    fontSize: LABEL_SIZE - 0.5,
    limit: Math.min(TEXT_LIMIT, step - 12),
  }
  return [
    {
      transform: [only('line')],
      mark: { type: 'line', strokeWidth: 1.4, opacity },
      encoding: { color, detail, tooltip: LINE_TIPS },
    },
    {
      // Rings, since a legend of lines and areas would have no gradient.
      transform: [only('dot')],
      mark: { type: 'point', shape: 'circle', filled: false, size: 8, strokeWidth: 3, opacity },
      encoding: { color },
    },
    {
      transform: [only('axis')],
      mark: { type: 'rule', color: theme.axis, strokeWidth: 1.2 },
      encoding: { y2: { field: 'top' } },
    },
    {
      transform: [only('best')],
      mark: { type: 'line', strokeWidth: 5.5, color: theme.ground },
      encoding: { detail },
    },
    {
      transform: [only('best')],
      mark: {
        type: 'line',
        strokeWidth: 3,
        color: theme.ink,
        point: { filled: true, size: 40, color: theme.ink },
      },
      encoding: { detail, tooltip: LINE_TIPS },
    },
    {
      transform: [only('tick')],
      mark: { ...tick, stroke: theme.ground, strokeWidth: 3.5, strokeJoin: 'round', color: theme.ground },
      encoding: { text },
    },
    { transform: [only('tick')], mark: { ...tick, color: theme.softInk }, encoding: { text } },
    {
      transform: [only('title')],
      mark: leans
        ? { ...title, align: 'left', baseline: 'bottom', dx: 2, dy: -6, angle: 335 }
        : { ...title, align: 'center', baseline: 'bottom', dy: -8 },
      encoding: { text },
    },
  ]
}
