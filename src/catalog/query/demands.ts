import { isDataObject } from '../../params/data-object'
import type { Json } from '../../params/types'
import type { Demands, Query } from './query'

/** What each demand takes. */
export const DEMANDS: Readonly<Record<keyof Demands, 'value' | 'order' | 'list' | 'pattern' | 'boolean'>> = {
  eq: 'value',
  ne: 'value',
  lt: 'order',
  le: 'order',
  gt: 'order',
  ge: 'order',
  in: 'list',
  notIn: 'list',
  like: 'pattern',
  notLike: 'pattern',
  missing: 'boolean',
}

/** Whether a key is the name of a demand. */
export function isDemand(key: string): key is keyof Demands {
  return Object.hasOwn(DEMANDS, key)
}

/** The demands on a column; an object with other keys, or with none, is a plain value, as everything else is. */
export function demandsOf(asked: Query[string]): Demands {
  const isDemands = isDataObject(asked) && Object.keys(asked).length > 0 && Object.keys(asked).every(isDemand)
  return isDemands ? (asked as Demands) : { eq: asked as Json }
}

/** The parts of a question, in their order: what it asks of columns, and the questions it combines. */
export type Part =
  | { kind: 'column'; column: string; demands: Demands }
  | { kind: 'and' | 'or'; queries: readonly Query[] }
  | { kind: 'not'; query: Query }

/** Takes a question apart, one level deep. */
export function partsOf(query: Query): Part[] {
  return Object.entries(query).map(([key, asked]): Part => {
    if (key === 'and' || key === 'or') return { kind: key, queries: asked as readonly Query[] }
    if (key === 'not') return { kind: key, query: asked as Query }
    return { kind: 'column', column: key, demands: demandsOf(asked) }
  })
}
