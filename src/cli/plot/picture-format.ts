import { extname } from 'node:path'
import { OptionError } from '../../errors'
import { refuseUnused, wrongUse } from './unused-options'

/** What a picture can be written as, with the endings of its files. */
const PICTURE_FORMATS = {
  text: ['.txt'],
  svg: ['.svg'],
  png: ['.png'],
  json: ['.json', '.vl'],
} as const satisfies Record<string, readonly string[]>

/** The name of a format; `json` is the Vega-Lite specification. */
export type PictureFormat = keyof typeof PICTURE_FORMATS

/** The names of the formats. */
export const PICTURE_FORMAT_NAMES = Object.keys(PICTURE_FORMATS) as PictureFormat[]

const LOOKS = ['width', 'height', 'theme']

/** The options that are of some formats alone. A drawing is as wide as the terminal. */
const TAKEN: Record<PictureFormat, readonly string[]> = {
  text: [],
  svg: LOOKS,
  png: [...LOOKS, 'scale', 'font'],
  json: LOOKS,
}

/**
 * The format that was asked for: by name, by the ending of the file, else `text`. Throws OptionError, also for options that would do
 * nothing in it.
 */
export function pictureFormat(
  format: PictureFormat | undefined,
  output: string | undefined,
  options: object,
): PictureFormat {
  const found = format ?? (output === undefined ? 'text' : formatOfEnding(extname(output).toLowerCase()))
  if (found === undefined) {
    const text = `The ending of "${output}" is that of no picture. Name the format with --format: ${PICTURE_FORMAT_NAMES.join(', ')}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'format', value: output })
  }
  if (found === 'png' && output === undefined) {
    throw wrongUse('output', 'PNG is no text for a terminal or a pipe. Name a file with --output.')
  }
  refuseUnused(options, found, TAKEN)
  return found
}

function formatOfEnding(ending: string): PictureFormat | undefined {
  return PICTURE_FORMAT_NAMES.find((name) => (PICTURE_FORMATS[name] as readonly string[]).includes(ending))
}
