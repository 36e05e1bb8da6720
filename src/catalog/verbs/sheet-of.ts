import { Tally } from '../columns/tally'
import type { Cell, Sheet } from '../sheet'

/** A table of these columns, with a row for each record. */
export function sheetOf<R>(
  records: readonly R[],
  columns: readonly { name: string; accessor: (record: R) => Cell }[],
): Sheet {
  const tallies = columns.map(() => new Tally())
  const rows = records.map((record) =>
    columns.map(({ accessor }, index) => {
      const cell = accessor(record)
      tallies[index]!.add(cell)
      return cell
    }),
  )
  return { columns: columns.map(({ name }, index) => tallies[index]!.column(name, records.length)), rows }
}

/** The rows of a table as plain objects; what a run has no value of is left out. */
export function rowsOf({ columns, rows }: Sheet): Record<string, Exclude<Cell, undefined>>[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.flatMap(({ name }, index) => (row[index] === undefined ? [] : [[name, row[index]!]])),
    ),
  )
}
