import { checkOptions, type Rule } from '../params/check-options'
import { safeText } from '../text/text-width'
import type { Figure } from './figure/figure'
import { pngOf, type PngOptions } from './image/png'
import { svgOf } from './image/svg'
import type { PictureLook } from './picture-options'
import { specOf, type Specification } from './spec/spec-of'
import { figureText, type DrawingOptions } from './terminal/figure-text'

/** More pixels than a poster has would only fill the memory. */
const LARGEST_SCALE = 20

const isScale: Rule = (value) =>
  typeof value === 'number' && value > 0 && value <= LARGEST_SCALE
    ? undefined
    : `must be a number above 0, ${LARGEST_SCALE} at most`

const isListOfFiles: Rule = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string' && each !== '')
    ? undefined
    : 'must be an array of font files'

/**
 * A picture of runs: as a Vega-Lite specification, as SVG, as PNG, or as text for a terminal. In notebooks that show
 * what has a method `Symbol.for('Jupyter.display')` it shows itself.
 *
 * @example
 * ```ts
 * import { openRuns, plot } from 'exman'
 * import { writeFile } from 'node:fs/promises'
 * const picture = await plot(await openRuns('experiments'), 'val_loss ~ training.lr')
 * await writeFile('figure.svg', await picture.toSvg())
 * ```
 */
export class Picture {
  /** What it shows, as plain data. @internal */
  readonly figure: Figure
  readonly #look: PictureLook
  #spec: Specification | undefined

  /** @internal */
  constructor(figure: Figure, look: PictureLook) {
    this.figure = figure
    this.#look = look
  }

  /** The Vega-Lite specification (of version 5, which 6 reads, too), with its data inside. */
  get spec(): Specification {
    return (this.#spec ??= specOf(this.figure, this.#look))
  }

  /** The specification, so that `JSON.stringify(picture)` is one. */
  toJSON(): Specification {
    return this.spec
  }

  /**
   * The picture as SVG, which needs the packages vega and vega-lite. Nothing is loaded from a network. The same picture gives
   * the same SVG on all machines.
   *
   * @throws PackageError EXMAN_PACKAGE_MISSING without them; the message has the install command
   */
  toSvg(): Promise<string> {
    return svgOf(this.spec)
  }

  /**
   * The picture as PNG, which needs the packages vega, vega-lite and @resvg/resvg-js: `scale` (default 2) pixels for each of
   * the picture, in the fonts of the system, or in those of the files in `fonts`.
   *
   * @throws PackageError EXMAN_PACKAGE_MISSING without the packages; the message has the install command
   * @throws OptionError EXMAN_OPTION_INVALID for a wrong option, or where the system has no fonts and none are named
   */
  async toPng(options: PngOptions = {}): Promise<Uint8Array> {
    checkOptions('toPng', options, { scale: isScale, fonts: isListOfFiles })
    return pngOf(this.spec, options)
  }

  /** The picture drawn for a terminal. */
  toText(options: DrawingOptions = {}): string {
    return figureText(this.figure, options)
  }

  /** What a notebook shows, by media type. */
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'application/vnd.vegalite.v5+json': this.spec, 'text/plain': this.toText() }
  }

  /** What stands above it; a REPL and `console.log` show this instead of all the data. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return [`Picture: ${this.figure.title}`, ...this.figure.subtitle]
      .map((line) => safeText(line))
      .join('\n  ')
  }
}
