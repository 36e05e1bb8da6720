import type { Layout } from './layout'

/** Draws the lines behind a plot. */
export function drawGrid(
  context: CanvasRenderingContext2D,
  { left, right }: Pick<Layout, 'left' | 'right'>,
  ticks: readonly { readonly at: number }[],
  color: string,
): void {
  context.strokeStyle = color
  context.lineWidth = 1
  context.beginPath()
  for (const { at } of ticks) {
    // Between two pixels it would be two, and pale.
    const y = Math.round(at) + 0.5
    context.moveTo(left, y)
    context.lineTo(right, y)
  }
  context.stroke()
}
