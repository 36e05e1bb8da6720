import { isDataArray, isDataObject } from '../../params/data-object'
import { show } from '../../params/show'
import type { Json } from '../../params/types'
import { whatInstead } from '../../params/what-instead'
import type { Refuse } from './refuse'
import { MAX_NESTING } from './words'

/** A copy of a value to compare with, all of it JSON data, NaN and infinities too. `what` names it at the beginning of a message. */
export function checkValue(value: unknown, what: string, depth: number, refuse: Refuse): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return value
  const isObject = isDataObject(value)
  if (!isObject && !isDataArray(value))
    return refuse(`${what} is ${show(value)}, which is no JSON data. Write ${whatInstead(value)} instead.`)

  if (depth > MAX_NESTING) refuse(`${what} is nested more than ${MAX_NESTING} levels deep.`)
  if (!isObject) return Array.from(value, (entry) => checkValue(entry, what, depth + 1, refuse))
  const copy: Record<string, Json> = {}
  for (const [key, entry] of Object.entries(value)) {
    if (key === '__proto__') refuse(`${what} has the key __proto__, which no value has.`)
    copy[key] = checkValue(entry, what, depth + 1, refuse)
  }
  return copy
}
