import type { DeepReadonly } from './types'

/** The same value, with every object and array in it frozen. For JSON data: it has no cycles. */
export function deepFreeze<T>(value: T): DeepReadonly<T> {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    for (const entry of Object.values(value)) deepFreeze(entry)
  }
  return value as DeepReadonly<T>
}
