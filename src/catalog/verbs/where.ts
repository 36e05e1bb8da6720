import type { Columns } from '../columns/columns'
import { checkQuery } from '../query/check'
import { columnsOf } from '../query/columns'
import { parseQuery } from '../query/parse'
import { predicate } from '../query/predicate'
import type { Query } from '../query/query'
import { unknownColumn } from '../query/unknown-column'
import type { CatalogRecord } from '../record'

/** A question to a table of runs: as data, as text, or as a function. */
export type Question = Query | string | ((record: CatalogRecord) => boolean)

/** A run in a table. */
interface Row {
  readonly record: CatalogRecord
}

/** The runs of which a question holds. Throws QueryError for a question that cannot be read, or asks of a column that no run has. */
export function where<R extends Row>(runs: readonly R[], question: Question, columns: () => Columns): R[] {
  if (typeof question === 'function') return runs.filter(({ record }) => question(record))
  const query = typeof question === 'string' ? parseQuery(question) : checkQuery(question)
  if (runs.length === 0) return []
  const known = columns()
  for (const name of columnsOf(query)) {
    if (known.find(name) !== undefined) continue
    throw unknownColumn(name, known.names, typeof question === 'string' ? { text: question } : undefined)
  }
  const holds = predicate(query, (name: string) => known.find(name)!)
  return runs.filter(({ record }) => holds(record))
}
