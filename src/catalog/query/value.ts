import { showText } from '../../params/show'
import type { Json } from '../../params/types'
import { unreadable } from './caret'
import { readJson } from './json-value'
import type { Token } from './tokens'
import { isBareWord, isConnective, readWord } from './words'

/** The value that begins with a token, and where it ends. Throws QueryError when none begins there. */
export function readValue(
  question: string,
  token: Token,
  after: string,
  depth: number,
): { value: Json; end: number } {
  const { kind, text, at, end } = token
  if (kind === 'text') return { value: text, end }
  if (kind === 'word' && !isConnective(text)) {
    // Taken as a text, it would silently find nothing.
    if (text.toLowerCase() === 'missing')
      throw unreadable(question, at, 'write "is missing", or put the text "missing" in quotes')
    return { value: readWord(text), end }
  }
  if (kind === 'bracket' && (text === '[' || text === '{')) return readJson(question, at, depth)
  if (kind === 'bracket' && text === '(')
    throw unreadable(question, at, 'a value in brackets takes "in", or is a list such as [64, 32]')
  throw unreadable(question, at, missing('a value', token, after))
}

/** The pattern that a token gives. Throws QueryError when it gives none. */
export function readPattern(question: string, token: Token, after: string): string {
  const { kind, text, at } = token
  if (kind === 'text' || (kind === 'word' && !isConnective(text))) return text
  throw unreadable(question, at, missing('a pattern such as adam*', token, after))
}

function missing(what: string, token: Token, after: string): string {
  const hint = token.kind === 'name' ? '; a text stands in quotes, not in backquotes' : ''
  return `${what} is missing after "${showText(after, 60)}"${hint}`
}

/** A value as it stands in a question. */
export function valueText(value: Json): string {
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'object' || typeof value === 'boolean') return jsonText(value)
  const isBare = isBareWord(value) && value.toLowerCase() !== 'missing' && readWord(value) === value
  return isBare ? value : quoted(value)
}

/** A pattern as it stands in a question. */
export function patternText(pattern: string): string {
  return isBareWord(pattern) ? pattern : quoted(pattern)
}

function jsonText(value: Json): string {
  if (typeof value === 'number') return numberText(value)
  if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}: ${jsonText(child)}`)
  return `{${entries.join(', ')}}`
}

function numberText(value: number): string {
  return String(value === 0 ? 0 : value)
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
