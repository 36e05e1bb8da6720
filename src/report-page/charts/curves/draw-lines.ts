import { faintness } from './faintness'
import type { StrongRun } from '../picked/strong-runs'
import type { ScreenLine } from './screen-line'

/** Draws lines that are looked at together. */
export function drawLines(
  context: CanvasRenderingContext2D,
  lines: readonly ScreenLine[],
  colorOf: (run: number) => string,
): void {
  const { alpha, width } = faintness(lines.length)
  context.globalAlpha = alpha
  context.lineWidth = width
  context.lineJoin = 'bevel'
  for (const line of lines) {
    context.strokeStyle = colorOf(line.run)
    context.stroke(pathOf(line))
  }
  context.globalAlpha = 1
}

/** Draws a line that stands out: on a rim of the ground, with its dashes. */
export function drawStrongLine(
  context: CanvasRenderingContext2D,
  line: ScreenLine,
  { color, dash }: Pick<StrongRun, 'color' | 'dash'>,
  { ground, width }: { ground: string; width: number },
): void {
  const path = pathOf(line)
  context.lineJoin = 'round'
  context.strokeStyle = ground
  context.lineWidth = width + 3
  context.stroke(path)
  context.strokeStyle = color
  context.lineWidth = width
  context.setLineDash([...dash])
  context.stroke(path)
  context.setLineDash([])
}

function pathOf({ xs, ys }: ScreenLine): Path2D {
  const path = new Path2D()
  let isDown = false
  for (let at = 0; at < xs.length; at++) {
    const [x, y] = [xs[at]!, ys[at]!]
    if (Number.isNaN(y)) isDown = false
    else if (isDown) path.lineTo(x, y)
    else {
      path.moveTo(x, y)
      // A single value between gaps is a dot.
      path.lineTo(x + 0.01, y)
      isDown = true
    }
  }
  return path
}
