import type { Curve, MetricCurves } from '../../data/curves'

/** A metric with its curves of the shown runs. */
export interface ChosenMetric {
  readonly metric: MetricCurves
  /** Which way it gets better. */
  readonly mode: 'min' | 'max'
  readonly curves: readonly Curve[]
}
