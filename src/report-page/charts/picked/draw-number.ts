import { FONT } from '../../../plot/theme/letters'
import type { Theme } from '../../../plot/theme/theme'
import type { StrongRun } from './strong-runs'

/** Writes the number of a run beside a place of a picture. */
export function drawNumber(
  context: CanvasRenderingContext2D,
  { number, color }: Pick<StrongRun, 'number' | 'color'>,
  { ground, ink }: Theme,
  [x, y]: readonly [number, number],
): void {
  context.font = `bold 11px ${FONT}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const radius = Math.max(8, context.measureText(number).width / 2 + 4)
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fillStyle = ground
  context.fill()
  context.strokeStyle = color
  context.lineWidth = 2
  context.stroke()
  context.fillStyle = ink
  context.fillText(number, x, y + 0.5)
}
