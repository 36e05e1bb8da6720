import type { Cell } from '../../catalog/sheet'
import type { ReportColumn, ReportData } from '../../plot/report/payload'

/** A column of the table. */
export interface Column {
  readonly name: string
  readonly part: ReportColumn['part']
  readonly type: ReportColumn['type']
  /** The value of a run, undefined for none. */
  readonly at: (run: number) => Cell
  /** The different values. */
  readonly values: readonly Cell[]
  /** The place of a run's value in `values`, -1 for none. */
  readonly placeOf: (run: number) => number
}

/** What the page shows, with its values at hand. A run is named by its place in the columns. */
export interface Report {
  readonly data: ReportData
  readonly columns: readonly Column[]
  /** The column of a name; undefined when there is none. */
  readonly find: (name: string) => Column | undefined
}

const SPELLED: ReadonlyMap<unknown, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
])

/** Unpacks the table of a report. */
export function reportOf(data: ReportData): Report {
  const columns = data.columns.map(columnOf)
  const named = new Map(columns.map((column) => [column.name, column]))
  return { data, columns, find: (name) => named.get(name) }
}

function columnOf({ name, part, type, values, index }: ReportColumn): Column {
  const cells: readonly Cell[] =
    type === 'number' ? values.map((value) => SPELLED.get(value) ?? value) : values
  const placeOf = index === undefined ? (run: number) => run : (run: number) => index[run]!
  return { name, part, type, at: (run) => cells[placeOf(run)], values: cells, placeOf }
}
