import { QueryError } from '../../errors'
import { isDataObject } from '../../params/data-object'
import { show, showText } from '../../params/show'
import type { Columns } from '../columns/columns'
import { SEVERAL } from '../columns/fields'
import { checkQuery } from '../query/check'
import { columnsOf } from '../query/columns'
import { DEMANDS, partsOf } from '../query/demands'
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
  if (typeof question === 'function') return runs.filter(({ record }) => answered(question(record)))
  const query = typeof question === 'string' ? parseQuery(question) : checkQuery(question)
  if (runs.length === 0) return []
  const known = columns()
  for (const name of columnsOf(query)) {
    if (known.find(name) !== undefined) continue
    throw unknownColumn(name, known.names, typeof question === 'string' ? { text: question } : undefined)
  }
  for (const [name, asked] of objectsAsked(query)) {
    const accessor = known.find(name)!
    if (!runs.some(({ record }) => isDataObject(accessor(record)))) throw noDemands(name, asked)
  }
  const holds = predicate(
    query,
    (name: string) => known.find(name)!,
    (name) => (Object.hasOwn(SEVERAL, name) ? SEVERAL[name] : undefined),
  )
  return runs.filter(({ record }) => holds(record))
}

// A promise would count as a yes.
function answered(answer: unknown): boolean {
  if (typeof answer === 'boolean') return answer
  const text = `A question that is a function has to give true or false, and gave ${show(answer)}.`
  throw new QueryError('EXMAN_QUERY_INVALID', text, { query: show(answer) })
}

/** The columns that are asked for equality with an object: with a mistyped demand, it would be met by no run. */
function objectsAsked(query: Query): [string, object][] {
  return partsOf(query).flatMap((part): [string, object][] => {
    if (part.kind === 'not') return objectsAsked(part.query)
    if (part.kind !== 'column') return part.queries.flatMap(objectsAsked)
    const { eq } = part.demands
    return isDataObject(eq) && Object.keys(eq).length > 0 ? [[part.column, eq]] : []
  })
}

function noDemands(column: string, asked: object): QueryError {
  const text = `No run has an object at "${showText(column)}", as ${show(asked)} is. The demands are ${Object.keys(DEMANDS).join(', ')}.`
  return new QueryError('EXMAN_QUERY_INVALID', text, { query: column })
}
