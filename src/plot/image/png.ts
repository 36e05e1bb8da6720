import type * as resvgJs from '@resvg/resvg-js'
import { OptionError } from '../../errors'
import { loadPackages } from '../../files/optional-packages'
import type { Specification } from '../spec/spec-of'
import { fontsOf } from './fonts'
import { drawSvg, SVG_PACKAGES, type SvgPackages } from './svg'

/** How a PNG is made. */
export interface PngOptions {
  /** How many pixels it has for each of the picture; default 2, for screens and papers. */
  scale?: number
  /** Font files to take instead of the fonts of the system: with them one picture is one PNG on all machines. */
  fonts?: readonly string[]
}

/**
 * A specification as PNG.
 *
 * @throws EXMAN_PACKAGE_MISSING without vega, vega-lite and @resvg/resvg-js
 * @throws EXMAN_OPTION_INVALID when the system has no fonts and none are named, or when it would have too many pixels
 */
export async function pngOf(spec: Specification, { scale = 2, fonts }: PngOptions): Promise<Uint8Array> {
  const [vega, vegaLite, resvg] = (await loadPackages('PNG', [
    ...SVG_PACKAGES,
    '@resvg/resvg-js',
  ])) as unknown as [...SvgPackages, typeof resvgJs]
  const font = fontsOf(resvg, fonts)
  const svg = await drawSvg(spec, [vega, vegaLite])
  checkSize(svg, scale)
  const image = await resvg.renderAsync(svg, {
    font,
    fitTo: { mode: 'zoom', value: scale },
    // Pixels at the edges that the picture covers in part only.
    background: (spec.config as { background: string }).background,
  })
  return new Uint8Array(image.asPng())
}

/** More would take gigabytes of memory. */
const MOST_PIXELS = 2 ** 28

function checkSize(svg: string, scale: number): void {
  const [width, height] = ['width', 'height'].map((side) =>
    Math.ceil(scale * Number(new RegExp(` ${side}="([\\d.]+)"`).exec(svg)?.[1])),
  ) as [number, number]
  if (width * height <= MOST_PIXELS) return
  const text = `The "scale" option of toPng must be smaller, got ${scale}: the PNG would have ${width} × ${height} pixels.`
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'scale', value: scale })
}
