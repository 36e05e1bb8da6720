import type { Figure } from './figure/figure'
import type { PictureLook } from './picture-options'
import { specOf, type Specification } from './spec/spec-of'
import { figureText, type DrawingOptions } from './terminal/figure-text'

/** A picture: as a Vega-Lite specification, as SVG, as PNG, or as text for a terminal. */
export class Picture {
  /** What it shows, as plain data. */
  readonly figure: Figure
  readonly #look: PictureLook

  /** @internal */
  constructor(figure: Figure, look: PictureLook) {
    this.figure = figure
    this.#look = look
  }

  /** The Vega-Lite specification, with its data inside. */
  get spec(): Specification {
    return specOf(this.figure, this.#look)
  }

  /** Drawn for a terminal. */
  toText(options: DrawingOptions = {}): string {
    return figureText(this.figure, options)
  }
}
