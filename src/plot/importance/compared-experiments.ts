import type { CatalogRecord } from '../../catalog/record'
import type { RunTable } from '../../catalog/run-table'
import { experimentsIn, scored, type LeftOut, type ScoredExperiment } from '../../catalog/why/experiments'
import { codePointOrder } from '../../params/code-point-order'
import { metricValues } from './metric-values'

/** The experiments that have a score, from the lowest to the highest. */
export interface ComparedExperiments {
  readonly experiments: readonly ScoredExperiment[]
  /** The name of the metric that they are scored by. */
  readonly metric: string
  /** Of how many runs the scores are. */
  readonly runs: number
  readonly leftOut: LeftOut
}

/**
 * The experiments with the mean of a metric over their runs that count. Runs in another order give the same in the same order.
 * Throws what `metricValues` throws.
 */
export function comparedExperiments(table: RunTable, metric: string | undefined): ComparedExperiments {
  const { name, of } = metricValues(table, metric)
  // Sums of the same numbers in another order may differ in their last digit, and so part what is equal.
  const records = [...table.records].sort(byId)
  const { experiments, leftOut } = scored(experimentsIn(records), of)
  const having = experiments.filter(({ score }) => score.n > 0)
  return {
    // The sort keeps the order of what is equal, which is that of the ids.
    experiments: having.sort((a, b) => a.score.mean! - b.score.mean!),
    metric: name,
    runs: having.reduce((sum, { score }) => sum + score.n, 0),
    leftOut,
  }
}

function byId(a: CatalogRecord, b: CatalogRecord): number {
  return codePointOrder(a.id, b.id) || codePointOrder(a.root, b.root)
}
