import { OptionError } from '../errors'
import { show } from '../params/show'
import { NO_ALIASES, type FindAliases } from './aliases'
import { Columns } from './columns/columns'
import type { Accessor } from './columns/fields'
import { unknownColumn, type ColumnSource } from './query/unknown-column'
import type { CatalogRecord } from './record'

/** A run of a table; its record is made when it is asked for. */
export interface Row {
  readonly record: CatalogRecord
  /** Whether something of the run could not be read. */
  readonly hasProblem: boolean
}

/** A column that was chosen, and how to get at its cells. */
export interface Selected {
  readonly name: string
  readonly accessor: Accessor
}

/** Some of the rows that a table was opened with, and the names that stand for columns in all of them. */
export class TableRows {
  readonly rows: readonly Row[]
  /** By which names the runs went before. */
  readonly aliases: FindAliases
  readonly #source: TableRows
  #records: readonly CatalogRecord[] | undefined
  #columns: Columns | undefined

  constructor(rows: readonly Row[], aliases: FindAliases = NO_ALIASES, source?: TableRows) {
    this.rows = rows
    this.aliases = aliases
    this.#source = source ?? this
  }

  /** Others of the same source. */
  with(rows: readonly Row[]): TableRows {
    return new TableRows(rows, this.aliases, this.#source)
  }

  /** The records, which are made now. */
  get records(): readonly CatalogRecord[] {
    return (this.#records ??= Object.freeze(this.rows.map(({ record }) => record)))
  }

  /** What columns these rows have. */
  get columns(): Columns {
    return (this.#columns ??= new Columns(this.records))
  }

  /** What columns the source has, by which names are understood: they mean the same in all tables made of it. */
  get known(): Columns {
    return this.#source.columns
  }

  /** The row that was made last, whatever the order here. */
  get latest(): Row | undefined {
    const here = new Set(this.rows)
    return this.#source.rows.findLast((row) => here.has(row))
  }

  /** How to get at the cells of a column. Throws QueryError when no run of the source has it. */
  accessor(name: string, source?: ColumnSource): Accessor {
    if (typeof name !== 'string') throw noName(name)
    // An empty table has no columns, and nobody has made a mistake.
    if (this.#source.rows.length === 0) return () => undefined
    const found = this.known.find(name)
    if (found !== undefined) return found
    throw unknownColumn(name, this.known.names, source)
  }

  /** A column by its name. Throws QueryError. */
  column(name: string): Selected {
    return { name, accessor: this.accessor(name) }
  }
}

function noName(name: unknown): OptionError {
  const text = `A column is named by a text, such as "val_loss", got ${show(name)}.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'column', value: name })
}
