import { isDataArray, isDataObject } from '../../params/data-object'
import { show, showText } from '../../params/show'
import type { Json } from '../../params/types'
import { checkValue } from './check-value'
import { COMBINING_KEYS, isRefusedName } from './column-name'
import { DEMANDS, isDemand } from './demands'
import { insteadOfDemand, meantDemand } from './meant-demand'
import type { Demands, Query } from './query'
import { refuser, type Refuse } from './refuse'
import { MAX_NESTING } from './words'

const ORDERED = 'must be a number or a text'

/**
 * A copy of a question as data, such as `{ 'training.lr': { lt: 0.01 }, status: 'done' }`. Throws QueryError
 * (EXMAN_QUERY_INVALID) for whatever would ask something else than it seems to, or nothing at all: demands that do not exist,
 * or take another value; `undefined`; what is not plain data; more than 100 levels, and so a question that contains itself.
 */
export function checkQuery(query: unknown): Query {
  return checkPart(query, 0, refuser(query))
}

function checkPart(query: unknown, depth: number, refuse: Refuse): Query {
  if (depth > MAX_NESTING) refuse(`The question is nested more than ${MAX_NESTING} levels deep.`)
  if (!isDataObject(query))
    return refuse(`A question must be a plain object such as { status: 'done' }, got ${show(query)}.`)
  const checked: Query = {}
  for (const [key, asked] of Object.entries(query)) {
    if (isRefusedName(key)) refuse('__proto__ cannot be a column.')
    if (key === '') refuse('The name of a column is empty.')
    checked[key] = isCombining(key)
      ? combined(key, asked, depth, refuse)
      : ofColumn(key, asked, depth, refuse)
  }
  return checked
}

function combined(key: string, asked: unknown, depth: number, refuse: Refuse): Query | Query[] {
  const isRight = key === 'not' ? isDataObject(asked) : isDataArray(asked)
  if (!isRight) {
    const wanted = key === 'not' ? 'a question' : 'a list of questions'
    refuse(
      `"${key}" must be ${wanted}, got ${show(asked)}. A column of this name is written "params.${key}".`,
    )
  }
  if (key === 'not') return checkPart(asked, depth + 1, refuse)
  return Array.from(asked as unknown[], (query) => checkPart(query, depth + 1, refuse))
}

function ofColumn(column: string, asked: unknown, depth: number, refuse: Refuse): Json | Demands {
  const shown = `"${showText(column, 60)}"`
  const value = (given: unknown, what: string) => checkValue(given, `${what} ${shown}`, depth + 1, refuse)
  if (asked === undefined)
    refuse(`The value for ${shown} is undefined. For runs without a value write { missing: true }.`)
  if (!isDataObject(asked) || !isMeantAsDemands(asked)) return value(asked, 'The value for')
  const checked: Record<string, Json> = {}
  for (const [name, given] of Object.entries(asked)) {
    if (!isDemand(name)) return refuse(`${shown} has an unknown demand: ${insteadOfDemand(name)}`)
    const problem = problemWith(name, given)
    if (problem !== undefined) refuse(`The demand "${name}" on ${shown} ${problem}, got ${show(given)}.`)
    checked[name] = value(given, `The value of the demand "${name}" on`)
  }
  return checked
}

/** What a demand must be, when it is something else. */
function problemWith(demand: keyof Demands, given: unknown): string | undefined {
  switch (DEMANDS[demand]) {
    case 'order':
      return typeof given === 'number' || typeof given === 'string' ? undefined : ORDERED
    case 'list':
      return isDataArray(given) ? undefined : 'must be a list of values'
    case 'pattern':
      return typeof given === 'string' ? undefined : 'must be a text'
    case 'boolean':
      return typeof given === 'boolean' ? undefined : 'must be true or false'
    case 'value':
      return given === undefined ? 'must be a value' : undefined
  }
}

function isMeantAsDemands(asked: Record<string, unknown>): boolean {
  const names = Object.keys(asked)
  return names.some(isDemand) || names.some((name) => meantDemand(name) !== undefined)
}

function isCombining(key: string): boolean {
  return (COMBINING_KEYS as readonly string[]).includes(key)
}
