import { types } from 'node:util'
import { isDataObject } from './data-object'

const TEXT_LIMIT = 60
const ENTRY_LIMIT = 3

// Control characters, line separators, marks that hide or reorder text on a terminal, and characters that nobody sees.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/**
 * Any value in a few words, for a message: `"Adam"`, `[1, 2, 3, … 7 more]`, `{ lr: 0.1 }`, `Date(2020-03-03…)`.
 * Never throws, runs no getter, and lets no control character through to a terminal.
 */
export function show(value: unknown): string {
  try {
    return showText(showAny(value, 1), 2 * TEXT_LIMIT)
  } catch {
    // A proxy or a hostile `name` may throw at any look.
    return `(${typeof value})`
  }
}

/** A text with its control characters escaped, cut after `limit` characters. It is not quoted. */
export function showText(text: string, limit = 2 * TEXT_LIMIT): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text
  return cut.replace(UNSAFE, escaped)
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!.toString(16)
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`
}

function showAny(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > TEXT_LIMIT ? `${value.slice(0, TEXT_LIMIT)}…` : value)
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value)
    case 'bigint':
      return `${value}n`
    case 'function':
      return `${Function.prototype.toString.call(value).startsWith('class') ? 'class' : 'function'} ${value.name || '(no name)'}`
    case 'object':
      return value === null ? 'null' : showObject(value, depth)
    default:
      return String(value)
  }
}

function showObject(value: object, depth: number): string {
  if (Array.isArray(value)) return showArray(value, depth)
  if (isDataObject(value)) return showEntries(value, depth)
  const name = nameOfClass(value)
  if (types.isDate(value))
    return `${name}(${Number.isNaN(value.getTime()) ? 'invalid' : value.toISOString()})`
  if (types.isMap(value) || types.isSet(value)) return `${name}(${value.size})`
  if (types.isTypedArray(value)) return `${name}(${value.length})`
  return `an instance of ${name}`
}

function showArray(values: readonly unknown[], depth: number): string {
  if (values.length === 0) return '[]'
  if (depth === 0) return '[…]'
  const shown = Array.from({ length: Math.min(values.length, ENTRY_LIMIT) }, (_, index) =>
    showProperty(values, index, depth),
  )
  if (values.length > ENTRY_LIMIT) shown.push(`… ${values.length - ENTRY_LIMIT} more`)
  return `[${shown.join(', ')}]`
}

function showEntries(value: object, depth: number): string {
  const keys = Object.keys(value)
  if (keys.length === 0) return '{}'
  if (depth === 0) return '{…}'
  const shown = keys
    .slice(0, ENTRY_LIMIT)
    .map((key) => `${showText(key, TEXT_LIMIT)}: ${showProperty(value, key, depth)}`)
  if (keys.length > ENTRY_LIMIT) shown.push(`… ${keys.length - ENTRY_LIMIT} more`)
  return `{ ${shown.join(', ')} }`
}

function showProperty(value: object, key: PropertyKey, depth: number): string {
  const property = Object.getOwnPropertyDescriptor(value, key)
  if (property === undefined) return '(hole)'
  return property.get || property.set ? '(getter)' : showAny(property.value, depth - 1)
}

function nameOfClass(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null
  const name = prototype?.constructor?.name
  return typeof name === 'string' && name !== '' ? name : 'a class without a name'
}
