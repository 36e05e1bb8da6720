import { PathError } from '../errors'
import { showText } from './show'
import type { Json, JsonObject } from './types'

/**
 * The keys that a dotted path names: `layers.0.units` gives `['layers', '0', 'units']`. A literal dot is written `\.`,
 * a backslash `\\`; every other character, hyphens and blanks included, is part of a key. Throws PathError
 * (EXMAN_PATH_INVALID) for an empty path or key, any other use of a backslash, and the key `__proto__`.
 */
export function parsePath(text: string): string[] {
  const segments: string[] = ['']
  // Each match is an escape, a dot, or a stretch of ordinary text.
  for (const [part] of text.matchAll(/\\[^]?|\.|[^\\.]+/g)) {
    if (part === '.') segments.push('')
    else segments.push(segments.pop() + (part.startsWith('\\') ? unescape(part, text) : part))
  }
  if (segments.includes('')) {
    throw invalid(
      text,
      text === ''
        ? 'it is empty. Write a key such as model.units'
        : 'a key between its dots is empty. Write "\\." for a dot inside a key',
    )
  }
  if (segments.includes('__proto__')) throw invalid(text, '__proto__ cannot be a key. Rename the parameter')
  return segments
}

/**
 * The dotted path of some keys, with dots and backslashes escaped: what `parsePath` reads back, unless a key is
 * empty or `__proto__`. No keys at all give `(root)`.
 */
export function formatPath(segments: readonly (string | number)[]): string {
  if (segments.length === 0) return '(root)'
  return segments.map(formatSegment).join('.')
}

function formatSegment(segment: string | number): string {
  const text = String(segment)
  // Most have none, and to find that out is quicker than to replace it.
  return /[\\.]/.test(text) ? text.replace(/[\\.]/g, '\\$&') : text
}

/** The value at a path, or undefined when there is none. Follows own keys and array indices only. */
export function getAt(value: Json, path: readonly string[]): Json | undefined {
  let found: Json | undefined = value
  for (const segment of path) {
    if (typeof found !== 'object' || found === null) return undefined
    if (Array.isArray(found)) found = isIndex(segment) ? found[Number(segment)] : undefined
    else found = Object.hasOwn(found, segment) ? found[segment] : undefined
  }
  return found
}

/** Puts a value in the place of one that is there. */
export function setAt(value: JsonObject, path: readonly string[], part: Json): void {
  const parent = getAt(value, path.slice(0, -1)) as JsonObject
  parent[path.at(-1) as string] = part
}

/** Whether a key is an array index as JavaScript prints one: `0` or `12`, not `01`, `-1` or `length`. */
export function isIndex(segment: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(segment)
}

function unescape(part: string, text: string): string {
  if (part === '\\.' || part === '\\\\') return part.slice(1)
  throw invalid(
    text,
    'a backslash stands before a dot or another backslash only. Write "\\\\" for a backslash in a key',
  )
}

function invalid(text: string, problem: string): PathError {
  return new PathError('EXMAN_PATH_INVALID', `The path "${showText(text)}" cannot be read: ${problem}.`, {
    path: text,
  })
}
