import type { SHAPES } from '../../../plot/theme/shapes'

/** The form of a point. */
export type Shape = (typeof SHAPES)[number]

const CORNERS: Readonly<Record<Exclude<Shape, 'circle'>, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.89, -0.89],
    [0.89, -0.89],
    [0.89, 0.89],
    [-0.89, 0.89],
  ],
  diamond: [
    [0, -1.25],
    [1.1, 0],
    [0, 1.25],
    [-1.1, 0],
  ],
  'triangle-up': [
    [0, -1.2],
    [1.15, 0.85],
    [-1.15, 0.85],
  ],
  'triangle-down': [
    [0, 1.2],
    [1.15, -0.85],
    [-1.15, -0.85],
  ],
  'triangle-right': [
    [1.2, 0],
    [-0.85, 1.15],
    [-0.85, -1.15],
  ],
  'triangle-left': [
    [-1.2, 0],
    [0.85, 1.15],
    [0.85, -1.15],
  ],
  cross: [
    [-0.4, -1.2],
    [0.4, -1.2],
    [0.4, -0.4],
    [1.2, -0.4],
    [1.2, 0.4],
    [0.4, 0.4],
    [0.4, 1.2],
    [-0.4, 1.2],
    [-0.4, 0.4],
    [-1.2, 0.4],
    [-1.2, -0.4],
    [-0.4, -0.4],
  ],
}

/** The corners of a shape that is about as large as a circle of this radius; none for a circle. */
export function cornersOf(shape: Shape, radius: number): (readonly [number, number])[] {
  return shape === 'circle' ? [] : CORNERS[shape].map(([x, y]) => [x * radius, y * radius])
}

/** What shapes are added to: the path of a canvas. */
export interface ShapePath {
  arc(x: number, y: number, radius: number, start: number, end: number): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  closePath(): void
}

/** A shape around a place, added to the path of a canvas. */
export function addShape(path: ShapePath, shape: Shape, x: number, y: number, radius: number): void {
  if (shape === 'circle') {
    path.moveTo(x + radius, y)
    path.arc(x, y, radius, 0, 2 * Math.PI)
    return
  }
  cornersOf(shape, radius).forEach(([dx, dy], at) => {
    if (at === 0) path.moveTo(x + dx, y + dy)
    else path.lineTo(x + dx, y + dy)
  })
  path.closePath()
}
