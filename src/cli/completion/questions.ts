import { columnText } from '../../catalog/query/column-name'
import { tokenAt, type Token } from '../../catalog/query/tokens'
import { isConnective } from '../../catalog/query/words'
import { QueryError } from '../../errors'
import type { Candidate } from './candidate'

const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '~', 'in (', 'is missing']

/** What a question can go on with: the name of a column where one stands at its end, else operators behind such a name. */
export function questionCandidates(text: string, columns: readonly Candidate[]): Candidate[] {
  const { tokens, at } = tokensOf(text)
  const head = text.slice(0, at)
  if (isBeforeColumn(tokens)) {
    const fitting = columns
      .map(({ text: name, about }) => ({
        text: head + columnText(name),
        ...(about !== undefined && { about }),
      }))
      .filter((candidate) => candidate.text.startsWith(text))
    // The only one is not the end of the question, and a shell would close the quotes behind it.
    return fitting.length === 1 ? operatorsBehind(`${fitting[0]!.text} `) : fitting
  }
  return head === text && isBehindColumn(tokens) ? operatorsBehind(text) : []
}

function operatorsBehind(text: string): Candidate[] {
  return OPERATORS.map((operator) => ({ text: `${text}${operator}` }))
}

/** The tokens of a question that are written to their end, and where the one begins that is still being written. */
function tokensOf(text: string): { tokens: Token[]; at: number } {
  const tokens: Token[] = []
  for (let at = 0; ;) {
    const token = tokenOrOpen(text, at)
    if (token === undefined) return { tokens, at: startOf(text, at) }
    if (token.kind === 'end') return { tokens, at: text.length }
    if (token.kind === 'word' && token.end === text.length) return { tokens, at: token.at }
    tokens.push(token)
    at = token.end
  }
}

/** The next token; undefined for a quote that is not closed. */
function tokenOrOpen(text: string, at: number): Token | undefined {
  try {
    return tokenAt(text, at)
  } catch (error) {
    if (error instanceof QueryError) return undefined
    throw error
  }
}

function startOf(text: string, at: number): number {
  return text.length - text.slice(at).trimStart().length
}

/** Whether the next token names a column. */
function isBeforeColumn(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1)
  if (last === undefined) return true
  if (last.kind === 'word') return isConnective(last.text)
  const isOpening = last.kind === 'bracket' && last.text === '('
  return isOpening && tokens.at(-2)?.text.toLowerCase() !== 'in'
}

/** Whether the last token names a column. */
function isBehindColumn(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1)
  const isName = last?.kind === 'name' || (last?.kind === 'word' && !isConnective(last.text))
  return isName && isBeforeColumn(tokens.slice(0, -1))
}
