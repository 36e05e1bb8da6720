import { unreadable } from './caret'
import { WORD } from './words'

/**
 * A piece of a question, or of a formula, as text. `word`: bare. `name`: in backquotes. `text`: in quotes. `sign`: a run of the signs of
 * operators. `bracket`: one bracket, a comma, or another sign that stands for itself. `end`: behind all others.
 */
export interface Token {
  kind: 'word' | 'name' | 'text' | 'sign' | 'bracket' | 'end'
  /** What stands there, without the quotes. */
  text: string
  /** Where it begins. */
  at: number
  /** Where what follows it begins. */
  end: number
}

/** What a text is, which says what its words are. */
export interface Language {
  readonly name: 'question' | 'formula'
  /** Matches a word at its place. */
  readonly word: RegExp
}

const QUESTION: Language = { name: 'question', word: WORD }

const BLANKS = /\s*/y
const SIGNS = /[=!<>~&|]+/y
const QUOTES = { '"': 'text', "'": 'text', '`': 'name' } as const

/** The first token at or behind a place. Throws QueryError for a quote that is not closed. */
export function tokenAt(text: string, from: number, language = QUESTION): Token {
  const at = from + match(BLANKS, text, from).length
  if (at === text.length) return { kind: 'end', text: '', at: text.trimEnd().length, end: at }
  const first = text.charAt(at)
  if (first === '"' || first === "'" || first === '`') return quoted(text, at, first, language)
  const word = match(language.word, text, at)
  if (word !== '') return { kind: 'word', text: word, at, end: at + word.length }
  const sign = match(SIGNS, text, at)
  if (sign !== '') return { kind: 'sign', text: sign, at, end: at + sign.length }
  return { kind: 'bracket', text: first, at, end: at + 1 }
}

/** What a sticky expression matches at a place; '' when it does not. */
export function match(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at
  return expression.exec(text)?.[0] ?? ''
}

function quoted(text: string, at: number, quote: keyof typeof QUOTES, { name }: Language): Token {
  let close = text.indexOf(quote, at + 1)
  // A doubled quote stands for one inside.
  while (close !== -1 && text.charAt(close + 1) === quote) close = text.indexOf(quote, close + 2)
  if (close === -1) throw unreadable(text, at, `the quote ${quote} is not closed`, name)
  const inside = text.slice(at + 1, close).replaceAll(quote + quote, quote)
  return { kind: QUOTES[quote], text: inside, at, end: close + 1 }
}
