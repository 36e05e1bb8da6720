import type { Query } from './query'

/** The question that asks all of some others: one object where no key would stand twice. */
export function allOf(queries: readonly Query[]): Query {
  if (queries.length === 1) return queries[0] as Query
  const keys = queries.flatMap((query) => Object.keys(query))
  return new Set(keys).size === keys.length ? (Object.assign({}, ...queries) as Query) : { and: queries }
}

/** The question that asks any of some others. */
export function anyOf(queries: readonly Query[]): Query {
  return queries.length === 1 ? (queries[0] as Query) : { or: queries }
}
