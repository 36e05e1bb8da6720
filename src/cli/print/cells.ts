import type { Cell, Column } from '../../catalog/sheet'
import type { Json } from '../../params/types'
import { numberText } from '../../text/numbers'
import { safeText } from '../../text/text-width'

/** What stands in a table where a run has no value. */
export const MISSING = '-'

/**
 * A cell on one line: no control character, escape code or newline gets through. Texts stand without quotes unless they
 * would be taken for something else; lists and objects are compact JSON.
 */
export function cellText(
  cell: Cell,
  column: Column,
  { maxWidth = Infinity, digits }: { maxWidth?: number; digits?: number } = {},
): string {
  if (cell === undefined) return MISSING
  if (typeof cell === 'number') return numberText(cell, digits)
  if (typeof cell === 'string')
    return safeText(needsQuotes(cell, column) ? quoted(cell, maxWidth) : cell, maxWidth)
  if (typeof cell === 'object' && cell !== null)
    return safeText(compactJson(cell, 4 * maxWidth + 16), maxWidth)
  return String(cell)
}

/** The name of a column, as safe as a cell. */
export function headerText({ name }: Column, maxWidth = Infinity): string {
  return safeText(name.trim() === name && name !== '' ? name : quoted(name, maxWidth), maxWidth)
}

function needsQuotes(text: string, { type, kinds }: Column): boolean {
  return (
    type === 'mixed' ||
    text === '' ||
    text === MISSING ||
    text.startsWith(' ') ||
    text.endsWith(' ') ||
    (text === 'null' && kinds.null !== undefined)
  )
}

function quoted(text: string, maxWidth: number): string {
  return JSON.stringify(text.slice(0, 4 * maxWidth + 16))
}

// exman stores nothing deeper; a file written by hand may be so deep that looking into it would overflow the stack.
const DEEPEST = 200

/** JSON in which NaN and the infinities are words; not much more than its first `limit` characters. */
function compactJson(value: Json, limit: number): string {
  const parts: string[] = []
  let length = 0
  const add = (part: string) => {
    parts.push(part)
    length += part.length
  }
  const visit = (entry: Json, depth: number): void => {
    if (typeof entry === 'string') return add(quoted(entry, limit))
    if (typeof entry !== 'object' || entry === null) return add(Object.is(entry, -0) ? '-0' : String(entry))
    if (depth > DEEPEST) return add('…')
    const isList = Array.isArray(entry)
    add(isList ? '[' : '{')
    for (const [index, key] of (isList ? entry : Object.keys(entry)).entries()) {
      if (length > limit) break
      if (index > 0) add(',')
      if (!isList) add(`${quoted(key as string, limit)}:`)
      visit(isList ? entry[index]! : entry[key as string]!, depth + 1)
    }
    add(isList ? ']' : '}')
  }
  visit(value, 1)
  return parts.join('')
}
