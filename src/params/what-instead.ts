import { types } from 'node:util'

/** What to write in place of a value that JSON cannot hold, as code or a few words that follow "Write". */
export function whatInstead(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return 'a string or a number'
    case 'number':
      return "null or a string such as 'none'"
    case 'undefined':
      return 'null'
    case 'function':
      return 'its name as a string'
    case 'symbol':
      return 'its description as a string'
    default:
      return insteadOfObject(value)
  }
}

function insteadOfObject(value: unknown): string {
  if (types.isDate(value)) return 'date.toISOString()'
  if (types.isMap(value)) return 'Object.fromEntries(map)'
  if (types.isSet(value)) return '[...set]'
  if (Array.isArray(value)) return 'Array.from(array)'
  if (types.isTypedArray(value)) return 'Array.from(array)'
  if (types.isAnyArrayBuffer(value)) return 'Array.from(new Uint8Array(buffer))'
  if (types.isBoxedPrimitive(value)) return 'value.valueOf()'
  if (types.isRegExp(value)) return 'regexp.source'
  if (types.isNativeError(value)) return 'error.message'
  if (types.isPromise(value)) return 'await promise'
  // A tensor by its looks: whose tfjs it is of does not matter here.
  if (typeof (value as { dataSync?: unknown }).dataSync === 'function')
    return 'Array.from(await tensor.data())'
  return 'the plain values that you need of it'
}
