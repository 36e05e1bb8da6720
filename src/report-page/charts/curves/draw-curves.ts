import type { Theme } from '../../../plot/theme/theme'
import type { Coloring } from '../colors/coloring'
import { drawGrid } from '../frame/draw-grid'
import { drawLabel } from '../frame/draw-label'
import { drawRing } from '../frame/draw-ring'
import type { Point } from '../frame/label-place'
import { drawNumber } from '../picked/draw-number'
import { numberPlaces } from '../picked/number-places'
import type { StrongRun } from '../picked/strong-runs'
import { ticksOf } from '../scale/ticks'
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
    readonly strong: readonly StrongRun[]
    readonly hovered: number | undefined
    readonly coloring: Coloring | null
    readonly theme: Theme
  },
): void {
  const { panels, strong, hovered, coloring, theme } = drawn
  for (const panel of panels) {
    const lines = panel.byRun
    const found = strong.flatMap((run) => {
      const line = lines.get(run.run)
      return line === undefined ? [] : [{ ...run, line }]
    })
    for (const { line, ...run } of found)
      drawStrongLine(context, line, run, { ground: theme.ground, width: 2.2 })
    const pointed = hovered === undefined ? undefined : lines.get(hovered)
    if (pointed !== undefined) {
      const known = strong.find(({ run }) => run === hovered)
      const color = known?.color ?? coloring?.colorOf(hovered!) ?? theme.ink
      drawStrongLine(
        context,
        pointed,
        { color, dash: known?.dash ?? [] },
        { ground: theme.ground, width: 3.2 },
      )
    }
    const ended = found.flatMap(({ line, ...run }) => endsOf(line).map((end) => ({ run, end })))
    const taken = numberPlaces(
      ended.map(({ end }) => end),
      panel.layout,
      17,
    )
    ended.forEach(({ run }, index) => drawNumber(context, run, theme, taken[index]!))
    drawBest(context, panel, taken, theme)
  }
}

function drawBest(
  context: CanvasRenderingContext2D,
  { layout, mode, best }: CurvePanel,
  taken: readonly Point[],
  theme: Theme,
): void {
  if (best === undefined) return
  const { place, text } = best
  drawRing(context, place, 5, theme)
  // Beyond the best there are no lines.
  const prefer = mode === 'min' ? 'below' : 'above'
  drawLabel(context, `best ${text}`, { place, taken, layout, prefer }, theme)
}

/** The last place of a line that is no gap, if there is one. */
function endsOf({ xs, ys }: ScreenLine): Point[] {
  for (let at = ys.length - 1; at >= 0; at--) if (!Number.isNaN(ys[at]!)) return [[xs[at]!, ys[at]!]]
  return []
}
