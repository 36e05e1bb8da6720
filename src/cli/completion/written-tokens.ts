import { tokenAt, type Language, type Token } from '../../catalog/query/tokens'
import { QueryError } from '../../errors'

/** The tokens of a question or formula that are written to their end, and where the one begins that is still being written. */
export function writtenTokens(text: string, language?: Language): { tokens: Token[]; at: number } {
  const tokens: Token[] = []
  for (let at = 0; ;) {
    const token = tokenOrOpen(text, at, language)
    if (token === undefined) return { tokens, at: startOf(text, at) }
    if (token.kind === 'end') return { tokens, at: text.length }
    if (token.kind === 'word' && token.end === text.length) return { tokens, at: token.at }
    tokens.push(token)
    at = token.end
  }
}

/** The next token; undefined for a quote that is not closed. */
function tokenOrOpen(text: string, at: number, language?: Language): Token | undefined {
  try {
    return tokenAt(text, at, language)
  } catch (error) {
    if (error instanceof QueryError) return undefined
    throw error
  }
}

function startOf(text: string, at: number): number {
  return text.length - text.slice(at).trimStart().length
}
