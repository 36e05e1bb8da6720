import { columnText } from '../../catalog/query/column-name'
import type { Token } from '../../catalog/query/tokens'
import { isConnective } from '../../catalog/query/words'
import type { Candidate } from './candidate'
import { writtenTokens } from './written-tokens'

const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '~', 'in (', 'is missing']

/** What a question can go on with: the name of a column where one stands at its end, else operators behind such a name. */
export function questionCandidates(text: string, columns: readonly Candidate[]): Candidate[] {
  const { tokens, at } = writtenTokens(text)
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
