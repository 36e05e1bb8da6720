import { MetricError } from '../errors'
import { isDataObject } from '../params/data-object'
import { show } from '../params/show'

/** Metrics of one epoch by name. Values are numbers; NaN and ±Infinity are allowed and kept. */
export type Metrics = Record<string, number>

// Columns or fields of exman's own files: a metric of that name could not be told from them.
const RESERVED = ['epoch', 'seconds', 'checkpoint']

/** Copies `values`, refusing what cannot be logged: `EXMAN_METRIC_INVALID` names the metric. */
export function checkMetrics(values: unknown): Metrics {
  if (!isDataObject(values)) {
    throw new MetricError(`Metrics are an object such as { loss: 0.1 }, got ${show(values)}.`, {
      metric: '',
      value: values,
    })
  }
  const metrics: Metrics = {}
  for (const [metric, value] of Object.entries(values)) {
    if (RESERVED.includes(metric) || metric in Object.prototype) {
      throw new MetricError(
        `"${metric}" is a name with a meaning of its own; log the metric under another one.`,
        { metric, value },
      )
    }
    if (value === undefined) continue
    if (typeof value !== 'number') {
      throw new MetricError(
        `The metric "${metric}" must be a number, got ${show(value)}. For a tensor write (await tensor.data())[0].`,
        { metric, value },
      )
    }
    metrics[metric] = value
  }
  return metrics
}
