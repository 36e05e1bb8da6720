import { FONT } from '../../../plot/theme/letters'
import type { Theme } from '../../../plot/theme/theme'
import { labelPlace, type LabelWish } from './label-place'

/** Writes a text beside a place, on a rim of the ground, so that it is read over lines. */
export function drawLabel(
  context: CanvasRenderingContext2D,
  text: string,
  wish: LabelWish,
  { ground, ink }: Pick<Theme, 'ground' | 'ink'>,
): void {
  context.font = `600 12px ${FONT}`
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 4
  const [x, y] = labelPlace(context.measureText(text).width, wish)
  context.strokeStyle = ground
  context.strokeText(text, x, y)
  context.fillStyle = ink
  context.fillText(text, x, y)
}
