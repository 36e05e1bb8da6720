import type { Action } from 'argparse'
import { isKind, isListNargs, type OpenParser } from './argparse'
import { converted } from './config-values'
import { optionalType } from './optional'
import { describeValue, isData } from './recorded-values'

/**
 * What the record of a run gives for an argument. It holds values that were converted before, or in place of one that no file
 * can hold, what it was made from. Throws ArgumentError.
 */
export function valueInRecord(parser: OpenParser, action: Action, value: unknown, isTop = true): unknown {
  if (value === null) return null
  if (Array.isArray(value)) return value.map((item) => valueInRecord(parser, action, item, false))
  const known = valuesOfScript(parser, action)
  // An edited copy may hold a number that YAML takes for a text, such as 1e-3.
  if (isOfNamedType(parser, action) && isScalar(value) && !known.some((each) => each === value)) {
    // The command line has given it, rounded already.
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) return value
    const read = converted(parser, action, String(value))
    return isListNargs(action) && isTop ? [read] : read
  }
  const constant = known.find((each) => each !== undefined && !isData(each) && describeValue(each) === value)
  if (constant !== undefined) return constant
  const made =
    typeof value === 'string' && typeof action.type === 'function' ? attempt(parser, action, value) : value
  if (!isData(made)) return made
  if (typeof value !== 'object' && !known.includes(value)) parser._check_value(action, value)
  return value
}

/** The values that the script gives for an argument, and the items of lists among them: of any type, and no choice. */
function valuesOfScript(parser: OpenParser, { dest }: Action): unknown[] {
  const same = parser._actions.filter((action) => action.dest === dest)
  return same.flatMap((action) => [
    action.default,
    action.const,
    ...listed(action.default),
    ...listed(action.const),
  ])
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

// An action of the script's own may store whatever it likes.
function isOfNamedType(parser: OpenParser, action: Action): boolean {
  const { type } = action
  const name = typeof type === 'function' ? optionalType(type) : type
  const isNamed = name === 'int' || name === 'float' || name === 'bool'
  return isNamed && ['store', 'append', 'extend'].some((kind) => isKind(parser, action, kind))
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function attempt(parser: OpenParser, action: Action, text: string): unknown {
  try {
    return parser._get_value(action, text)
  } catch {
    return text
  }
}
