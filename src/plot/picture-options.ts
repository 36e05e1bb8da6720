import { isText, oneOf, type Rule } from '../params/check-options'

/** How a picture looks. */
export interface PictureOptions {
  /** What stands above it; default: what was asked for. */
  title?: string
  /** The width of one panel in pixels, without its axes; default 480, and 230 of several. */
  width?: number
  /** The height of one panel in pixels; default 300, and 170 of several. Importance and heat maps take what their rows need. */
  height?: number
  /** `light` on white, for papers and pages; `dark` on a dark ground; default `light`. */
  theme?: 'light' | 'dark'
}

/** The looks of a picture; sizes that are not given are up to what it shows. */
export type PictureLook = Omit<PictureOptions, 'title'> & Required<Pick<PictureOptions, 'theme'>>

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
export function lookOf({ width, height, theme = 'light' }: PictureOptions): PictureLook {
  return { width, height, theme }
}
