import { isText, oneOf, type Rule } from '../params/check-options'

/** How a picture looks. */
export interface PictureOptions {
  /** What stands above it; default: what was asked for. */
  title?: string
  /** The width of one panel in pixels, without its axes; default 480. */
  width?: number
  /** The height of one panel in pixels; default 300. */
  height?: number
  /** `light` on white, for papers and pages; `dark` on a dark ground; default `light`. */
  theme?: 'light' | 'dark'
}

/** The looks of a picture, all of them known. */
export type PictureLook = Required<Omit<PictureOptions, 'title'>>

const SMALLEST = 50
const LARGEST = 10_000

const isSize: Rule = (value) =>
  typeof value === 'number' && value >= SMALLEST && value <= LARGEST
    ? undefined
    : `must be a number of pixels from ${SMALLEST} to ${LARGEST}`

/** The checks of these options, for `checkOptions`. */
export const PICTURE_RULES = {
  title: isText,
  width: isSize,
  height: isSize,
  theme: oneOf('light', 'dark'),
} satisfies Record<keyof PictureOptions, Rule>

/** The looks that were asked for, and the default ones. */
export function lookOf({ width = 480, height = 300, theme = 'light' }: PictureOptions): PictureLook {
  return { width, height, theme }
}
