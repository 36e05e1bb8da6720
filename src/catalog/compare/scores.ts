import type { JsonObject } from '../../params/types'
import type { CatalogRecord } from '../record'
import { dataDifferences, factDifferences, type Difference } from './difference'

/** In which scores two runs differ: how they ended, their epochs, each metric at the best and at the last epoch, and the result. */
export function scoreDifferences(a: CatalogRecord, b: CatalogRecord): Difference[] {
  return factDifferences([
    ['status', a.status, b.status],
    ['epochs', a.epochs, b.epochs],
    ['monitor', a.monitor, b.monitor],
    ['bestEpoch', a.bestEpoch, b.bestEpoch],
    ...metricFacts('', a.metrics, b.metrics),
    ...metricFacts('last.', a.last, b.last),
  ]).concat(resultDifferences(a, b))
}

type Metrics = CatalogRecord['metrics']

function metricFacts(prefix: string, a: Metrics, b: Metrics) {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].map((name) => [`${prefix}${name}`, valueOf(a, name), valueOf(b, name)] as const)
}

function valueOf(metrics: Metrics, name: string): number | undefined {
  return Object.hasOwn(metrics, name) ? metrics[name] : undefined
}

function resultDifferences(a: CatalogRecord, b: CatalogRecord): Difference[] {
  return dataDifferences(named(a), named(b))
}

// Named as the columns of a table are. Null is no result.
function named({ result }: CatalogRecord): JsonObject {
  return result === null ? {} : { result }
}
