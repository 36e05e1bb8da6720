import { SHAPES } from '../../../plot/theme/shapes'
import type { Theme } from '../../../plot/theme/theme'
import { numberText } from '../../../text/numbers'
import type { Coloring } from '../colors/coloring'
import { addShape } from '../colors/shape-path'
import { drawGrid } from '../frame/draw-grid'
import { drawLabel } from '../frame/draw-label'
import { drawRing } from '../frame/draw-ring'
import type { Point } from '../frame/label-place'
import { drawNumber } from '../picked/draw-number'
import type { StrongRun } from '../picked/strong-runs'
import type { ScatterPlot, ScatterPoint } from './scatter-plot'

/** Draws all points, and the means over them. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  { layout, points, means, spread, y }: ScatterPlot,
  coloring: Coloring | null,
  theme: Theme,
): void {
  drawGrid(context, layout, y.ticks, theme.grid)
  const radius = points.length > 2_000 ? 2 : points.length > 300 ? 2.8 : 3.6
  context.globalAlpha = points.length > 2_000 ? 0.4 : points.length > 300 ? 0.55 : 0.75
  for (const point of points) {
    const key = coloring?.keyOf(point.run) ?? 0
    context.fillStyle = coloring === null ? theme.softInk : coloring.colorOf(point.run)
    context.beginPath()
    addShape(context, SHAPES[Math.max(0, key) % SHAPES.length]!, point.x, point.y, radius)
    context.fill()
  }
  context.globalAlpha = 1
  if (means.length === 0) return
  context.lineCap = 'round'
  context.strokeStyle = theme.ground
  context.lineWidth = 6
  strokeMeans(context, { means, spread })
  context.strokeStyle = theme.ink
  context.lineWidth = 2.5
  strokeMeans(context, { means, spread })
  context.lineCap = 'butt'
}

function strokeMeans(
  context: CanvasRenderingContext2D,
  { means, spread }: Pick<ScatterPlot, 'means' | 'spread'>,
): void {
  const half = Math.max(7, spread / 2 + 4)
  context.beginPath()
  for (const mean of means) {
    context.moveTo(mean.x - half, mean.y)
    context.lineTo(mean.x + half, mean.y)
  }
  context.stroke()
}

/** Draws the points that stand out, each with its number, and marks the best. */
export function drawStrongPoints(
  context: CanvasRenderingContext2D,
  drawn: {
    readonly plot: ScatterPlot
    readonly strong: readonly StrongRun[]
    readonly hovered: number | undefined
    readonly best: ScatterPoint | undefined
    readonly mode: 'min' | 'max' | undefined
    readonly theme: Theme
  },
): void {
  const { plot, strong, hovered, best, mode, theme } = drawn
  const taken: Point[] = []
  const points = new Map(plot.points.map((point) => [point.run, point]))
  for (const run of strong) {
    const point = points.get(run.run)
    if (point === undefined) continue
    context.beginPath()
    addShape(context, run.shape, point.x, point.y, 6)
    context.lineWidth = 4
    context.strokeStyle = theme.ground
    context.stroke()
    context.fillStyle = run.color
    context.fill()
    const isRight = point.x > plot.layout.right - 24
    const place = [point.x + (isRight ? -15 : 15), point.y - 8] as const
    drawNumber(context, run, theme, place)
    taken.push(place)
  }
  const pointed = hovered === undefined ? undefined : points.get(hovered)
  if (pointed !== undefined) drawRing(context, [pointed.x, pointed.y], 10, theme)
  if (best === undefined) return
  const place = [best.x, best.y] as const
  drawRing(context, place, 8, theme)
  const text = `best ${numberText(best.value, 4)}`
  drawLabel(
    context,
    text,
    { place, taken, layout: plot.layout, prefer: mode === 'min' ? 'below' : 'above' },
    theme,
  )
}
