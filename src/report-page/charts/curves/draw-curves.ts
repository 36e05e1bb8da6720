import type { Theme } from '../../../plot/theme/theme'
import { numberText } from '../../../text/numbers'
import type { Coloring } from '../colors/coloring'
import { drawGrid } from '../frame/draw-grid'
import { drawText } from '../frame/draw-text'
import { drawNumber } from '../picked/draw-number'
import type { StrongRun } from '../picked/strong-runs'
import { ticksOf } from '../scale/ticks'
import type { ChosenMetric } from './chosen-metric'
import { bestOf, byBest } from './curve-facts'
import type { CurvePanel } from './curve-panels'
import { drawLines, drawStrongLine } from './draw-lines'
import type { ScreenLine } from './screen-line'

/** Draws the curves of all runs. */
export function drawCurves(
  context: CanvasRenderingContext2D,
  panels: readonly CurvePanel[],
  coloring: Coloring | null,
  theme: Theme,
): void {
  for (const { layout, y, lines } of panels) {
    drawGrid(context, layout, ticksOf(y, 6), theme.grid)
    drawLines(context, lines, coloring === null ? () => theme.softInk : coloring.colorOf)
  }
}

/** Draws the curves that stand out, each with its number at its end, and marks the best value. */
export function drawStrongCurves(
  context: CanvasRenderingContext2D,
  drawn: {
    readonly panels: readonly CurvePanel[]
    readonly chosen: readonly ChosenMetric[]
    readonly strong: readonly StrongRun[]
    readonly hovered: number | undefined
    readonly coloring: Coloring | null
    readonly theme: Theme
  },
): void {
  const { panels, chosen, strong, hovered, coloring, theme } = drawn
  panels.forEach((panel, at) => {
    const lines = new Map(panel.lines.map((line) => [line.run, line]))
    const found = strong.flatMap((run) => {
      const line = lines.get(run.run)
      return line === undefined ? [] : [{ ...run, line }]
    })
    for (const { line, ...run } of found) drawStrongLine(context, line, run, { ground: theme.ground, width: 2.2 })
    const pointed = hovered === undefined ? undefined : lines.get(hovered)
    if (pointed !== undefined) {
      const known = strong.find(({ run }) => run === hovered)
      const color = known?.color ?? coloring?.colorOf(hovered!) ?? theme.ink
      drawStrongLine(context, pointed, { color, dash: known?.dash ?? [] }, { ground: theme.ground, width: 3.2 })
    }
    drawBest(context, panel, chosen[at]!, theme)
    const taken: number[] = []
    for (const { line, ...run } of found) {
      const end = endOf(line)
      if (end !== undefined) drawNumber(context, run, theme, free(end, panel, taken))
    }
  })
}

function drawBest(context: CanvasRenderingContext2D, { layout, lines, y }: CurvePanel, { curves, mode }: ChosenMetric, theme: Theme): void {
  const run = byBest(curves, mode)[0]
  const at = curves.findIndex((curve) => curve.run === run)
  const best = at < 0 ? undefined : bestOf(curves[at]!, mode)
  if (best === undefined || Number.isNaN(y.at(best.value))) return
  const [px, py] = [lines[at]!.xs[best.at]!, lines[at]!.ys[best.at]!]
  context.beginPath()
  context.arc(px, py, 5, 0, 2 * Math.PI)
  context.fillStyle = theme.ground
  context.fill()
  context.strokeStyle = theme.ink
  context.lineWidth = 2
  context.stroke()
  const isRight = px > (layout.left + layout.right) / 2
  // Where no line is: beyond the best there is none.
  const below = mode === 'min' ? Math.min(py + 14, layout.bottom - 8) : Math.max(py - 14, layout.top + 8)
  drawText(context, `best ${numberText(best.value, 4)}`, px + (isRight ? -8 : 8), below, theme, isRight ? 'right' : 'left')
}

/** The last place of a line that is no gap. */
function endOf({ xs, ys }: ScreenLine): readonly [number, number] | undefined {
  for (let at = ys.length - 1; at >= 0; at--) if (!Number.isNaN(ys[at]!)) return [xs[at]!, ys[at]!]
  return undefined
}

/** A place for a number beside the end of its line, where none stands yet. */
function free([x, y]: readonly [number, number], { layout }: CurvePanel, taken: number[]): readonly [number, number] {
  const tries = [0, -18, 18, -36, 36, -54, 54, -72, 72]
  const isFree = (place: number) => place > layout.top && place < layout.bottom && taken.every((other) => Math.abs(other - place) >= 18)
  const moved = tries.find((by) => isFree(y + by)) ?? 0
  taken.push(y + moved)
  return [Math.min(x + 10, layout.right + 8), y + moved]
}
