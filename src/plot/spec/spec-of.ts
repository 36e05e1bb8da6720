import type { Figure } from '../figure/figure'
import type { PictureLook } from '../picture-options'

/** A Vega-Lite specification, as JSON. */
export type Specification = Readonly<Record<string, unknown>>

/** The specification of a figure. */
export function specOf(figure: Figure, look: PictureLook): Specification {
  return { $schema: 'https://vega.github.io/schema/vega-lite/v5.json', title: figure.title, ...look }
}
