import { FONT } from '../../../plot/theme/letters'
import type { Theme } from '../../../plot/theme/theme'

/** Writes a text on a rim of the ground, so that it is read over lines. */
export function drawText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  { ground, ink }: Pick<Theme, 'ground' | 'ink'>,
  align: CanvasTextAlign = 'left',
): void {
  context.font = `600 12px ${FONT}`
  context.textAlign = align
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = ground
  context.strokeText(text, x, y)
  context.fillStyle = ink
  context.fillText(text, x, y)
}
