import type { Theme } from '../../../plot/theme/theme'
import type { Point } from './label-place'

/** Draws a ring around a place, with a rim of the ground, so that it is seen over anything. */
export function drawRing(
  context: CanvasRenderingContext2D,
  [x, y]: Point,
  radius: number,
  { ground, ink }: Pick<Theme, 'ground' | 'ink'>,
): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.lineWidth = 5
  context.strokeStyle = ground
  context.stroke()
  context.lineWidth = 2
  context.strokeStyle = ink
  context.stroke()
}
