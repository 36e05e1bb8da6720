import type { CatalogRecord } from '../../catalog/record'
import type { RunTable } from '../../catalog/run-table'
import type { Cell } from '../../catalog/sheet'
import { OptionError } from '../../errors'
import { show, showText } from '../../params/show'

/** A metric, or another column of numbers, and how to get at its value in a run. */
export interface MetricValues {
  readonly name: string
  /** The metric, without `last.` and the like; undefined for a column that is none. */
  readonly metric: string | undefined
  readonly of: (record: CatalogRecord) => Cell
}

/**
 * The values of a column, which is the metric that most runs monitor when none is named. Throws QueryError for a column that no run
 * has, OptionError for one without numbers, RunError when no run monitors anything.
 */
export function metricValues(runs: RunTable, metric: string | undefined): MetricValues {
  if (metric !== undefined && typeof metric !== 'string') {
    const text = `A metric is named by a text, such as "val_loss", got ${show(metric)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'metric', value: metric })
  }
  const name = metric ?? runs.monitor()
  const of = runs.table.accessor(name)
  if (runs.length > 0 && !runs.records.some((record) => typeof of(record) === 'number')) {
    const text = `None of these ${runs.length} runs has a number as "${showText(name)}". Name a metric, such as val_loss, or a column of numbers.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'metric', value: name })
  }
  return { name, metric: runs.table.known.metricOf(name), of }
}
