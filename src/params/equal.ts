import { formatPath } from './path'
import type { Json, JsonObject } from './types'

/** Whether two values hold the same data. The order of keys does not matter, that of array elements does. */
export function isEqualJson(a: Json, b: Json): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, index) => isEqualJson(element, b[index] as Json))
  }
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqualJson(a[key] as Json, b[key] as Json))
  )
}

/**
 * The dotted paths at which two values differ, as deep as they can be told, those of `a` first. Empty when the values
 * are equal; `(root)` when they differ as a whole.
 */
export function differingPaths(a: Json, b: Json): string[] {
  return differences(a, b, []).map(formatPath)
}

function differences(a: Json | undefined, b: Json | undefined, path: string[]): string[][] {
  if (a === b) return []
  if ((Array.isArray(a) && Array.isArray(b)) || (isObject(a) && isObject(b))) {
    const [left, right] = [new Map<string, Json>(Object.entries(a)), new Map<string, Json>(Object.entries(b))]
    const keys = new Set([...left.keys(), ...right.keys()])
    return [...keys].flatMap((key) => differences(left.get(key), right.get(key), [...path, key]))
  }
  return [path]
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
