import { isDataObject } from './data-object'
import { isEqualJson } from './equal'
import { formatPath } from './path'
import type { Json } from './types'

type Segments = readonly (string | number)[]

/**
 * The dotted paths at which two values differ, in the order of the keys of `a`, then of those that only `b` has; none when
 * they are equal. What only one of them has is named by its top; arrays of the same length are compared element by
 * element, others differ as a whole.
 *
 * @example
 * ```ts
 * differingPaths({ lr: 0.1, model: { units: 32 } }, { lr: 0.1, model: { units: 64 }, seed: 1 })   // ['model.units', 'seed']
 * ```
 */
export function differingPaths(a: Json, b: Json): string[] {
  return differences(a, b, []).map(formatPath)
}

function differences(a: Json | undefined, b: Json | undefined, path: Segments): Segments[] {
  if (a === undefined || b === undefined) return [path]
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.flatMap((element, index) => differences(element, b[index], [...path, index]))
  if (!isDataObject(a) || !isDataObject(b)) return isEqualJson(a, b) ? [] : [path]
  const keys = [...Object.keys(a), ...Object.keys(b).filter((key) => !Object.hasOwn(a, key))]
  return keys.flatMap((key) => differences(ownValue(a, key), ownValue(b, key), [...path, key]))
}

function ownValue(value: Record<string, unknown>, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? (value[key] as Json) : undefined
}
