import type { Json } from '../params/types'

/** A value in a table: JSON data in which numbers may also be NaN and infinite; undefined where a run has no such value. */
export type Cell = Json | undefined

/** `json`: lists and objects. `mixed`: values of several types. `empty`: no run has a value, or all have null. */
export type ColumnType = 'number' | 'text' | 'boolean' | 'json' | 'mixed' | 'empty'

/** What kinds of value a column can hold; `null` is a value, too. */
export type CellKind = 'number' | 'text' | 'boolean' | 'json' | 'null'

/** A column of a table of runs. */
export interface Column {
  /** Its name: a dotted path such as `training.lr`, a metric, or a field such as `status`. */
  readonly name: string
  /** The type of its values; `null` fits every type. */
  readonly type: ColumnType
  /** How many values there are of each kind. */
  readonly kinds: Readonly<Partial<Record<CellKind, number>>>
  /** How many runs have no value. */
  readonly missing: number
}

/** A table as it is printed and exported: typed columns, and a row of cells for each run or group. */
export interface Sheet {
  /** The columns. */
  readonly columns: readonly Column[]
  /** The rows, each with a cell for each column. */
  readonly rows: readonly (readonly Cell[])[]
}
