import type { Accessor } from '../columns/fields'
import type { CatalogRecord } from '../record'
import type { Cell } from '../sheet'

/** Some runs that are equal in all columns they were grouped by. */
export interface RowGroup<R> {
  keys: readonly Cell[]
  rows: R[]
}

/** A column to group by, and how to tell its values apart. */
export interface GroupColumn {
  accessor: Accessor
  /** Equal for runs that belong together, where that is not told by the cell. */
  identity?: (record: CatalogRecord) => string | undefined
}

/** Runs in groups, in the order in which each group came first. */
export function groupBy<R extends { readonly record: CatalogRecord }>(
  rows: readonly R[],
  columns: readonly GroupColumn[],
): RowGroup<R>[] {
  const groups = new Map<string, RowGroup<R>>()
  for (const row of rows) {
    const { record } = row
    const keys = columns.map(({ accessor }) => accessor(record))
    const name = JSON.stringify(
      columns.map((column, index) => column.identity?.(record) ?? textOf(keys[index])),
    )
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { keys, rows: [row] })
    else group.rows.push(row)
  }
  return [...groups.values()]
}

/** A column to group by: `experiment` groups numbered runs, which have none, by all parameters but the seed. */
export function groupColumn(name: string, accessor: Accessor): GroupColumn {
  return name === 'experiment' ? { accessor, identity: paramsIdentity } : { accessor }
}

// What tells the runs of one experiment from others where no folder does.
function paramsIdentity({ experiment, params }: CatalogRecord): string | undefined {
  if (experiment !== null) return undefined
  return textOf(Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'seed')))
}

/** A text for data: equal data has one, whatever the order of its keys, and other data another. */
export function textOf(cell: Cell): string {
  if (cell === undefined) return 'none'
  if (typeof cell === 'number') return String(cell)
  if (Array.isArray(cell)) return `[${cell.map(textOf).join(',')}]`
  if (typeof cell !== 'object' || cell === null) return JSON.stringify(cell)
  const entries = Object.entries(cell).map(([key, value]) => `${JSON.stringify(key)}:${textOf(value)}`)
  return `{${entries.sort().join(',')}}`
}
