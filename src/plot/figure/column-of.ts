import { unreadable } from '../../catalog/query/caret'
import type { RunTable } from '../../catalog/run-table'
import { showText } from '../../params/show'
import type { FigureColumn } from './figure-column'

/** A column of runs that a formula names, with the metric that it has the values of; undefined for another column. */
export interface FormulaValues extends FigureColumn {
  readonly metric: string | undefined
}

/** The values of a column that stands at a place of a formula. Throws QueryError, with the place, when no run has it. */
export function columnOf(
  runs: RunTable,
  formula: string,
  { name, at }: { name: string; at: number },
): FormulaValues {
  const { table, records } = runs
  const accessor = table.accessor(name, { text: formula, position: at })
  const origin = table.known.isMeasured(name) ? 'measured' : 'chosen'
  return { name, cells: records.map(accessor), origin, metric: table.known.metricOf(name) }
}

/** The metric in the logs that a name stands for: without `last.` or `metrics.`, where such a column is known. */
export function metricNamed(runs: RunTable, name: string): string {
  return runs.table.known.metricOf(name) ?? name
}

/** Throws QueryError, with the place, for the name of a metric that no log has and no run is known to have. */
export function checkLogged(
  runs: RunTable,
  formula: string,
  { name, at }: { name: string; at: number },
  { metric, logged }: { metric: string; logged: ReadonlySet<string> },
): void {
  const { table } = runs
  if (logged.has(metric) || table.known.metricOf(name) !== undefined) return
  // A column that is none gets the usual hint.
  table.accessor(name, { text: formula, position: at })
  const shown = showText(name, 60)
  const known = [...logged].map((each) => showText(each, 60))
  const problem = `${shown} is no metric, of which a value is logged at each epoch; these are ${known.join(', ')}`
  throw unreadable(
    formula,
    at,
    known.length === 0 ? `there are no logs, so no curves of ${shown}` : problem,
    'formula',
  )
}
