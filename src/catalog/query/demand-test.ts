import { codePointOrder } from '../../params/code-point-order'
import { isEqualJson } from '../../params/equal'
import type { Json } from '../../params/types'
import type { Cell } from '../sheet'
import { likePattern } from './like-pattern'
import type { Demands } from './query'

type CellTest = (cell: Cell) => boolean

/** The test of one demand on a value. */
export function demandTest(name: keyof Demands, demands: Demands): CellTest {
  const wanted = demands[name]
  switch (name) {
    case 'eq':
      return isOneOf([wanted as Json])
    case 'ne':
      return not(isOneOf([wanted as Json]))
    case 'in':
      return isOneOf(wanted as readonly Json[])
    case 'notIn':
      return not(isOneOf(wanted as readonly Json[]))
    case 'lt':
      return compared(
        wanted as number | string,
        (cell, limit) => cell < limit,
        (order) => order < 0,
      )
    case 'le':
      return compared(
        wanted as number | string,
        (cell, limit) => cell <= limit,
        (order) => order <= 0,
      )
    case 'gt':
      return compared(
        wanted as number | string,
        (cell, limit) => cell > limit,
        (order) => order > 0,
      )
    case 'ge':
      return compared(
        wanted as number | string,
        (cell, limit) => cell >= limit,
        (order) => order >= 0,
      )
    case 'like':
      return isLike(wanted as string)
    case 'notLike':
      return not(isLike(wanted as string))
    case 'missing':
      return (cell) => (cell === undefined) === wanted
  }
}

/** Numbers with a number, none of them NaN; texts with a text; nothing else compares. */
function compared(
  limit: number | string,
  holds: (cell: number, limit: number) => boolean,
  holdsFor: (order: number) => boolean,
): CellTest {
  return typeof limit === 'number'
    ? (cell) => typeof cell === 'number' && holds(cell, limit)
    : (cell) => typeof cell === 'string' && holdsFor(codePointOrder(cell, limit))
}

function isOneOf(values: readonly Json[]): CellTest {
  // A set finds NaN, and takes 0 and -0 for one, as isEqualJson does.
  const plain = new Set<Cell>(values.filter((value) => typeof value !== 'object' || value === null))
  const nested = values.filter((value) => typeof value === 'object' && value !== null)
  return (cell) => {
    if (typeof cell !== 'object' || cell === null) return plain.has(cell)
    return nested.some((value) => isEqualJson(cell, value))
  }
}

function isLike(pattern: string): CellTest {
  const fits = likePattern(pattern)
  return (cell) => typeof cell === 'string' && fits(cell)
}

function not(test: CellTest): CellTest {
  return (cell) => !test(cell)
}
