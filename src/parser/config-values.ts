import { ArgumentError, BooleanOptionalAction, type Action } from 'argparse'
import { yamlValue, type YamlNode } from '../params/yaml/read'
import type { OpenParser } from './argparse'
import { optionalType } from './optional'
import { describeValue, isData } from './recorded-values'
import { boolWord } from './words'

/** What a file gives for an argument, as the parser would have it from the command line. Throws argparse's ArgumentError. */
export function configValue(
  parser: OpenParser,
  action: Action,
  node: YamlNode,
  { isRecord }: { isRecord: boolean },
): unknown {
  return isRecord ? recordedValue(parser, action, yamlValue(node), true) : writtenValue(parser, action, node)
}

// A record holds values that were converted before, or in place of one that no file can hold, what it was made from.
function recordedValue(parser: OpenParser, action: Action, value: unknown, isTop = false): unknown {
  if (value === null) return null
  if (Array.isArray(value)) return value.map((item) => recordedValue(parser, action, item))
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

function writtenValue(parser: OpenParser, action: Action, node: YamlNode): unknown {
  if (isNull(node)) return null
  if (action.nargs === 0) return flagValue(parser, action, node)
  const isCollecting = collects(parser, action)
  const isList = isListNargs(action)
  if (isCollecting && isList && node.kind === 'list' && node.items.some(({ kind }) => kind === 'list'))
    return node.items.map((item) => values(parser, action, item))
  return isCollecting || isList ? values(parser, action, node) : single(parser, action, node)
}

function flagValue(parser: OpenParser, action: Action, node: YamlNode): unknown {
  if (isKind(parser, action, 'count')) {
    const times = yamlValue(node)
    if (Number.isSafeInteger(times)) return times
    throw new ArgumentError(action, 'expected how many times it is given, as an integer')
  }
  if (isKind(parser, action, 'append_const')) return [yamlValue(node)].flat()
  const isSwitch = typeof action.const === 'boolean' || action instanceof BooleanOptionalAction
  if (!isSwitch) return yamlValue(node)
  if (node.kind !== 'scalar') throw new ArgumentError(action, 'expected yes or no')
  try {
    return boolWord(node.text)
  } catch (error) {
    throw new ArgumentError(action, (error as Error).message)
  }
}

function values(parser: OpenParser, action: Action, node: YamlNode): unknown[] {
  const items = node.kind === 'list' ? node.items : [node]
  const { nargs } = action
  const isFew = (nargs === '+' && items.length === 0) || (typeof nargs === 'number' && items.length !== nargs)
  if (isFew && !collects(parser, action))
    throw new ArgumentError(
      action,
      `expected ${nargs === '+' ? 'at least one argument' : `${nargs} arguments`}`,
    )
  return items.map((item) => single(parser, action, item))
}

function single(parser: OpenParser, action: Action, node: YamlNode): unknown {
  if (node.kind !== 'scalar') {
    if (typeof action.type === 'function') return yamlValue(node)
    throw new ArgumentError(
      action,
      `expected one value, got ${node.kind === 'list' ? 'a list' : 'a mapping'}`,
    )
  }
  return converted(parser, action, textOf(node))
}

function converted(parser: OpenParser, action: Action, text: string): unknown {
  const value = parser._get_value(action, text)
  if (action.type === 'int' && !Number.isSafeInteger(value))
    throw new ArgumentError(
      action,
      `${text} is an integer past 2^53, which would lose digits. Write it as a text`,
    )
  parser._check_value(action, value)
  return value
}

// What stands in a file is read as on the command line, where the numbers that YAML spells otherwise have other names.
function textOf(node: YamlNode & { kind: 'scalar' }): string {
  const spelled = node.isPlain ? /^([-+]?)\.(nan|inf)$/i.exec(node.text) : null
  return spelled === null ? node.text : `${spelled[1]}${spelled[2]!.toLowerCase()}`
}

function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.isPlain && yamlIsNull(node.text)
}

const yamlIsNull = (text: string) => ['', '~', 'null', 'Null', 'NULL'].includes(text)

export function isListNargs({ nargs }: Action): boolean {
  return typeof nargs === 'number' || nargs === '*' || nargs === '+' || nargs === '...' || nargs === 'A...'
}

function collects(parser: OpenParser, action: Action): boolean {
  return ['append', 'extend', 'append_const'].some((kind) => isKind(parser, action, kind))
}

export function isKind(parser: OpenParser, action: Action, kind: string): boolean {
  return action instanceof parser._registry_get('action', kind)
}
