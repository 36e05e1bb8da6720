import { sortBy } from '../../catalog/verbs/sort-by'
import type { Report } from '../data/report'
import type { Sorting } from '../state/page-state'

/** All runs in the order that is asked for: numbers, then texts, NaN and missing values last in both directions. */
export function sortRuns({ data, find }: Report, sorting: Sorting | null): readonly number[] {
  const runs = Array.from({ length: data.runs }, (_, run) => run)
  const column = sorting === null ? undefined : find(sorting.column)
  return column === undefined ? runs : sortBy(runs, column.at, { descending: sorting!.descending })
}

/**
 * What a click on the head of a column asks for: sorted by it, first with what is better in front, then the other way round, then
 * the order of the report again.
 */
export function nextSorting(
  now: Sorting | null,
  column: string,
  mode: 'min' | 'max' | undefined,
): Sorting | null {
  const first = mode === 'max'
  if (now?.column !== column) return { column, descending: first }
  return now.descending === first ? { column, descending: !first } : null
}
