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
  // An edited copy may hold a number that YAML takes for a text, such as 1e-3.
  if (isOfNamedType(parser, action) && isScalar(value) && !isFixed(action, value)) {
    const read = converted(parser, action, String(value))
    return isListNargs(action) && isTop ? [read] : read
  }
  const constant = [action.default, action.const].find(
    (known) => known !== undefined && !isData(known) && describeValue(known) === value,
  )
  if (constant !== undefined) return constant
  const made =
    typeof value === 'string' && typeof action.type === 'function' ? attempt(parser, action, value) : value
  if (!isData(made)) return made
  if (typeof value !== 'object') parser._check_value(action, value)
  return value
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

/** Whether it is a value that the script gives, whatever the type. */
function isFixed({ default: otherwise, const: constant }: Action, value: unknown): boolean {
  return value === otherwise || value === constant
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
  if (action.nargs === 0) return flagValue(action, node)
  const isCollecting = collects(parser, action)
  const isList = isListNargs(action)
  if (isCollecting && isList && node.kind === 'list' && node.items.some(({ kind }) => kind === 'list'))
    return node.items.map((item) => values(parser, action, item))
  return isCollecting || isList ? values(parser, action, node) : single(parser, action, node)
}

function flagValue(action: Action, node: YamlNode): unknown {
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

function isListNargs({ nargs }: Action): boolean {
  return typeof nargs === 'number' || nargs === '*' || nargs === '+' || nargs === '...' || nargs === 'A...'
}

function collects(parser: OpenParser, action: Action): boolean {
  return ['append', 'extend', 'append_const'].some((kind) => isKind(parser, action, kind))
}

function isKind(parser: OpenParser, action: Action, kind: string): boolean {
  return action instanceof parser._registry_get('action', kind)
}
