import type * as resvgJs from '@resvg/resvg-js'
import { OptionError } from '../../errors'
import { fileExists } from '../../files'

type Fonts = NonNullable<resvgJs.ResvgRenderOptions['font']>

/** Sans-serif families that look as a picture should, the best first. */
const FAMILIES = [
  'Helvetica',
  'Arial',
  'Liberation Sans',
  'Helvetica Neue',
  'DejaVu Sans',
  'Noto Sans',
  'Roboto',
]

/** No family is called so: what is drawn in it is drawn in whatever resvg takes instead. */
const NO_FAMILY = 'exman has no such font'

const ROW = 24
const ROW_WIDTH = 80

let ofSystem: Fonts | undefined

/**
 * The fonts of a PNG: those of the system, or these files alone. Where resvg finds no font it leaves texts out and says
 * nothing, and of the system's it takes any one instead of `sans-serif`; so letters are drawn first, and looked at.
 *
 * @throws EXMAN_OPTION_INVALID when no letter can be drawn, or one of the files is not there
 */
export function fontsOf(resvg: typeof resvgJs, files: readonly string[] | undefined): Fonts {
  if (files === undefined) return (ofSystem ??= systemFonts(resvg))
  for (const file of files) if (!fileExists(file)) throw fontError(`names ${file}, which is not there`, files)
  const fonts: Fonts = { loadSystemFonts: false, fontFiles: [...files] }
  if (!hasInk(rowsOf(resvg, [NO_FAMILY], fonts)[0]!))
    throw fontError(`names no file that holds a font: ${files.join(', ')}`, files)
  return fonts
}

function systemFonts(resvg: typeof resvgJs): Fonts {
  const [instead, ...rows] = rowsOf(resvg, [NO_FAMILY, ...FAMILIES], {})
  if (!hasInk(instead!))
    throw fontError(
      'must name font files, as in { fonts: ["DejaVuSans.ttf"] }, since this system has no fonts and a PNG would have no text: ' +
        'name some, or install fonts (the package fonts-dejavu-core of Debian)',
      undefined,
    )
  const found = FAMILIES[rows.findIndex((row) => !row.equals(instead!))]
  return found === undefined ? {} : { defaultFontFamily: found }
}

/** The pixels of a few letters in each of these families. */
function rowsOf({ Resvg }: typeof resvgJs, families: readonly string[], font: Fonts): Buffer[] {
  const texts = families.map(
    (family, at) => `<text x="2" y="${at * ROW + 18}" font-size="16" font-family="${family}">Raxg</text>`,
  )
  const size = `width="${ROW_WIDTH}" height="${families.length * ROW}"`
  const { pixels } = new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${texts.join('')}</svg>`, {
    font,
  }).render()
  const bytes = ROW_WIDTH * ROW * 4
  return families.map((_, at) => pixels.subarray(at * bytes, (at + 1) * bytes))
}

function hasInk(pixels: Buffer): boolean {
  return pixels.some((byte) => byte !== 0)
}

function fontError(demand: string, value: unknown): OptionError {
  return new OptionError(
    'EXMAN_OPTION_INVALID',
    `The "fonts" option of toPng (--font on the command line) ${demand}.`,
    {
      option: 'fonts',
      value,
    },
  )
}
