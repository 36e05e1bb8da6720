import type { Theme } from '../../../plot/theme/theme'
import type { Coloring } from '../colors/coloring'
import { drawLines, drawStrongLine } from '../curves/draw-lines'
import { drawNumber } from '../picked/draw-number'
import { numberPlaces } from '../picked/number-places'
import type { StrongRun } from '../picked/strong-runs'
import type { ParallelPlot } from './parallel-plot'

/** Draws the lines that stand out, each with its number at the axis of the metric. */
export function drawStrongParallel(
  context: CanvasRenderingContext2D,
  drawn: {
    readonly plot: ParallelPlot
    readonly strong: readonly StrongRun[]
    readonly hovered: number | undefined
    readonly colors: Coloring
    readonly theme: Theme
  },
): void {
  const { plot, strong, hovered, colors, theme } = drawn
  const lines = new Map(plot.lines.map((line) => [line.run, line]))
  for (const run of strong) {
    const line = lines.get(run.run)
    if (line !== undefined) drawStrongLine(context, line, run, { ground: theme.ground, width: 2.4 })
  }
  const pointed = hovered === undefined ? undefined : lines.get(hovered)
  if (pointed !== undefined) {
    const known = strong.find(({ run }) => run === hovered)
    const color = known?.color ?? colors.colorOf(pointed.run)
    drawStrongLine(context, pointed, { color, dash: known?.dash ?? [] }, { ground: theme.ground, width: 3.4 })
  }
  const ended = strong.flatMap((run) => {
    const y = lines.get(run.run)?.ys.at(-1)
    return y === undefined || Number.isNaN(y) ? [] : [{ run, end: [plot.layout.right, y] as const }]
  })
  const places = numberPlaces(
    ended.map(({ end }) => end),
    plot.layout,
    64,
  )
  ended.forEach(({ run }, at) => drawNumber(context, run, theme, places[at]!))
}

/** Draws the lines of all runs. */
export function drawParallel(
  context: CanvasRenderingContext2D,
  { lines }: ParallelPlot,
  colors: Coloring,
): void {
  drawLines(context, lines, colors.colorOf)
}
