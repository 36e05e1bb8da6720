import type { Json } from '../../params/types'
import { columnText } from './column-name'
import { type Part, partsOf } from './demands'
import { OPERATORS } from './operators'
import type { Demands, Query } from './query'
import { patternText, valueText } from './value'

/** A piece of text, and the weakest of `or` and `and` in it that stands outside brackets. */
interface Piece {
  text: string
  weakest: 'or' | 'and' | 'none'
}

const SIGNS = new Map([...OPERATORS].reverse().map(([sign, demand]) => [demand, sign]))

/**
 * A question as text, which `parseQuery` reads as one that means the same: `lr < 0.01 and status = done`. It has the texts
 * of the question as they are, control characters included.
 */
export function queryText(query: Query): string {
  return pieceOf(query).text
}

function pieceOf(query: Query): Piece {
  return all(partsOf(query).flatMap(piecesOf))
}

function piecesOf(part: Part): Piece[] {
  switch (part.kind) {
    case 'and':
      return part.queries.map(pieceOf)
    case 'or':
      return [any(part.queries.map(pieceOf))]
    case 'not': {
      const { text, weakest } = pieceOf(part.query)
      return [{ text: weakest === 'none' ? `not ${text}` : `not (${text})`, weakest: 'none' }]
    }
    case 'column':
      return demandTexts(part.column, part.demands).map((text) => ({ text, weakest: 'none' }))
  }
}

function all(pieces: readonly Piece[]): Piece {
  if (pieces.length === 0) return { text: '()', weakest: 'none' }
  if (pieces.length === 1) return pieces[0] as Piece
  const texts = pieces.map(({ text, weakest }) => (weakest === 'or' ? `(${text})` : text))
  return { text: texts.join(' and '), weakest: 'and' }
}

function any(pieces: readonly Piece[]): Piece {
  if (pieces.length === 0) return { text: 'not ()', weakest: 'none' }
  if (pieces.length === 1) return pieces[0] as Piece
  return { text: pieces.map(({ text }) => text).join(' or '), weakest: 'or' }
}

function demandTexts(column: string, demands: Demands): string[] {
  const name = columnText(column)
  return (Object.entries(demands) as [keyof Demands, Json][]).map(([demand, value]) => {
    switch (demand) {
      case 'in':
      case 'notIn':
        return `${name} ${demand === 'in' ? 'in' : 'not in'} (${(value as Json[]).map(valueText).join(', ')})`
      case 'missing':
        return `${name} is ${value === true ? 'missing' : 'not missing'}`
      case 'like':
      case 'notLike':
        return `${name} ${SIGNS.get(demand)} ${patternText(value as string)}`
      default:
        return `${name} ${SIGNS.get(demand)} ${valueText(value)}`
    }
  })
}
