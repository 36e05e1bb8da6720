import { Namespace } from 'argparse'
import { types } from 'node:util'
import { isDataArray, isDataObject } from '../params/data-object'
import { show } from '../params/show'
import type { YamlValue } from '../params/yaml/text'

// The mapping of the record is a level too, and its reader takes 200.
const MAX_DEPTH = 199

/** Whether a value can be kept as it is: JSON data, and the numbers that JSON lacks. */
export function isData(value: unknown): value is YamlValue {
  return isDataAt(value, 0)
}

function isDataAt(value: unknown, depth: number): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true
  if (depth >= MAX_DEPTH || typeof value !== 'object') return false
  if (isDataArray(value)) return Array.from(value).every((item) => isDataAt(item, depth + 1))
  return (
    isDataObject(value) &&
    Object.entries(value).every(([key, item]) => key !== '__proto__' && isDataAt(item, depth + 1))
  )
}

/**
 * What a record keeps of an argument's value. One that is no data, such as a stream or a function, is kept as the texts it
 * was made from, from which it can be made again; without them, in words.
 */
export function recordedValue(value: unknown, source: YamlValue | undefined): YamlValue {
  if (value === undefined) return null
  if (typeof value === 'number' && value === 0) return 0
  const plain = value instanceof Namespace ? { ...value } : value
  // A copy: the script may change what it was given.
  const copy = copyOfData(plain)
  if (copy !== undefined) return copy
  if (source !== undefined) return source
  return Array.isArray(value) ? value.map((each) => recordedValue(each, undefined)) : describeValue(value)
}

// A proxy, or an object with a getter that throws, is no data.
function copyOfData(value: unknown): YamlValue | undefined {
  try {
    return isData(value) ? structuredClone(value) : undefined
  } catch {
    return undefined
  }
}

/** A value that is no data, in words. */
export function describeValue(value: unknown): string {
  // A type that makes dates of texts makes the same one of this.
  if (types.isDate(value) && !Number.isNaN(value.getTime())) return value.toISOString()
  return typeof value === 'bigint' ? String(value) : show(value)
}
