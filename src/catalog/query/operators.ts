import type { Demands } from './query'

/** What each operator demands; `eq` is written as a plain value where it can be. */
export const OPERATORS: ReadonlyMap<string, keyof Demands> = new Map<string, keyof Demands>([
  ['=', 'eq'],
  ['==', 'eq'],
  ['!=', 'ne'],
  ['<>', 'ne'],
  ['<', 'lt'],
  ['<=', 'le'],
  ['>', 'gt'],
  ['>=', 'ge'],
  ['~', 'like'],
  ['!~', 'notLike'],
])

/** What to write for signs and words that other languages have. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['=>', '>='],
  ['=<', '<='],
  ['===', '='],
  ['!==', '!='],
  ['=!', '!='],
  ['=~', '~'],
  ['~=', '~'],
  ['~~', '~'],
  ['&', 'and'],
  ['&&', 'and'],
  ['|', 'or'],
  ['||', 'or'],
  ['!', 'not'],
  ['like', '~'],
  [',', 'and'],
])

/** What to say of signs or a word that is no operator here, as a sentence without its full stop; undefined for all others. */
export function insteadOf(sign: string): string | undefined {
  const instead = INSTEAD.get(sign.toLowerCase())
  return instead === undefined ? undefined : `"${sign}" is written "${instead}"`
}
