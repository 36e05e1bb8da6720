/** The words and signs of a question as text. */

/** How many brackets, nots and lists may stand inside each other. */
export const MAX_NESTING = 100

/** How many characters a question may have. */
export const MAX_LENGTH = 10_000

/** A word: everything up to a blank or a sign of the grammar. */
export const WORD = /[^\s()[\]{},=!<>~&|'"`]+/y

const CONNECTIVES = ['and', 'or', 'not']

const LITERALS: ReadonlyMap<string, number | boolean | null> = new Map<string, number | boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['nan', NaN],
  ['infinity', Infinity],
  ['+infinity', Infinity],
  ['-infinity', -Infinity],
])

/** Whether a word is `and`, `or` or `not`, which stand for themselves in quotes only. */
export function isConnective(word: string): boolean {
  return CONNECTIVES.includes(word.toLowerCase())
}

/** What a word stands for as a value: a number, true, false, null, or its own text. */
export function readWord(word: string): string | number | boolean | null {
  const literal = LITERALS.get(word.toLowerCase())
  if (literal !== undefined) return literal
  // Adding 0 makes 0 of -0.
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(word) ? Number(word) + 0 : word
}

/** Whether a text can stand without quotes: it is one word, and no connective. */
export function isBareWord(text: string): boolean {
  WORD.lastIndex = 0
  return WORD.exec(text)?.[0] === text && !isConnective(text)
}
