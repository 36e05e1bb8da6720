import { QueryError } from '../../errors'
import { showText } from '../../params/show'

const SHOWN_BEFORE = 50
const SHOWN_BEHIND = 30

// What takes two columns of a terminal, and what takes none.
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u
const COMBINING = /\p{Mn}|\p{Me}/u

/** The error for a question, or a formula, that cannot be read: what is wrong with it, and the place at which it is. */
export function unreadable(
  text: string,
  position: number,
  problem: string,
  what: 'question' | 'formula' = 'question',
): QueryError {
  const place = text.trim() === '' ? '' : `\n${caretLines(text, position)}`
  const message = `The ${what} cannot be read: ${problem}.${place}`
  return new QueryError('EXMAN_QUERY_INVALID', message, { query: text, position })
}

/** Two lines: the text about a place, with its control characters escaped, and a caret under the place. */
export function caretLines(text: string, position: number): string {
  const before = start(text, position)
  return `  ${before}${rest(text, position)}\n  ${' '.repeat(width(before))}^`
}

function start(text: string, position: number): string {
  const from = position - SHOWN_BEFORE
  if (from <= 0) return showText(text.slice(0, position), Infinity)
  // Half of a pair of surrogates would be shown escaped.
  return `…${showText(text.slice(from, position).replace(/^[\udc00-\udfff]/, ''), Infinity)}`
}

function rest(text: string, position: number): string {
  const to = position + SHOWN_BEHIND
  if (to >= text.length) return showText(text.slice(position), Infinity)
  return `${showText(text.slice(position, to).replace(/[\ud800-\udbff]$/, ''), Infinity)}…`
}

/** How many columns a text most likely takes on a terminal. */
function width(text: string): number {
  let columns = 0
  for (const character of text) columns += COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return columns
}
