import { checkMetrics, type Metrics } from '../run/metrics'

/** Refuses a model whose metrics have names that no log can hold, before it has trained. */
export function checkMetricNames(names: readonly string[]): void {
  checkMetrics(Object.fromEntries(names.map((name) => [name, 0])))
}

/** The metrics of an epoch as a fit has logged them, in the order that the progress bar shows them in. */
export function metricsOf(logs: Record<string, unknown>, order: readonly string[]): Metrics {
  // tfjs gives validation first, so the columns' order is made good. Another callback may have put anything into the
  // logs; what is no number is none of ours.
  const names = new Set([...order.filter((name) => name in logs), ...Object.keys(logs)])
  const entries = [...names].map((name) => [name, logs[name]] as const)
  return checkMetrics(
    Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number')),
  )
}
