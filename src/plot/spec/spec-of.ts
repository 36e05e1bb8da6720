import type { Figure } from '../figure/figure'
import type { PictureLook } from '../picture-options'
import { curvesSpec } from './curves-spec'
import { heatMapSpec } from './heat-map-spec'
import { importanceSpec } from './importance-spec'
import { parallelSpec } from './parallel-spec'
import { pointsSpec } from './points-spec'

/** A Vega-Lite specification, as JSON. */
export type Specification = Readonly<Record<string, unknown>>

/**
 * The Vega-Lite specification of a figure, with its data inside. Texts from runs stand in it as data and as titles only, never
 * where Vega reads an expression, the name of a field, a format or an address. One figure always has one specification.
 */
export function specOf(figure: Figure, look: PictureLook): Specification {
  switch (figure.kind) {
    case 'points':
      return pointsSpec(figure, look)
    case 'curves':
      return curvesSpec(figure, look)
    case 'heat-map':
      return heatMapSpec(figure, look)
    case 'parallel':
      return parallelSpec(figure, look)
    case 'importance':
      return importanceSpec(figure, look)
  }
}
