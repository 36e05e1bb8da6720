import { type Part, partsOf } from './demands'
import type { Query } from './query'

/** All columns that a question asks of, in the order in which it does, each once. */
export function columnsOf(query: Query): string[] {
  return [...new Set(partsOf(query).flatMap(columnsOfPart))]
}

function columnsOfPart(part: Part): string[] {
  if (part.kind === 'column') return [part.column]
  return part.kind === 'not' ? columnsOf(part.query) : part.queries.flatMap(columnsOf)
}
