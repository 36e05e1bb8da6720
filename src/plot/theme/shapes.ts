/** The shape of the points of each category, in the order of the colours, so that a grey print can be read, too. */
export const SHAPES = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'cross',
  'triangle-down',
  'triangle-right',
  'triangle-left',
] as const

/** The dashes of the lines of each category, in pixels of ink and of gap: as the shapes. */
export const DASHES: readonly (readonly number[])[] = [
  [],
  [7, 3],
  [2, 2],
  [9, 3, 2, 3],
  [12, 3],
  [5, 2, 2, 2, 2, 2],
  [4, 4],
  [1, 3],
]
