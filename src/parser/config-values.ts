import { ArgumentError, BooleanOptionalAction, type Action } from 'argparse'
import { yamlValue, type YamlNode } from '../params/yaml/read'
import { isKind, isListNargs, type OpenParser } from './argparse'
import { boolWord } from './words'

/** What a file written by hand gives for an argument: a value is what the same text would be on the command line. Throws ArgumentError. */
export function writtenValue(parser: OpenParser, action: Action, node: YamlNode): unknown {
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

/** A text as the type of the argument has it, if it is one of the choices. Throws ArgumentError. */
export function converted(parser: OpenParser, action: Action, text: string): unknown {
  const value = parser._get_value(action, text)
  if (action.type === 'int' && !Number.isSafeInteger(value))
    throw new ArgumentError(action, `${text} is an integer past 2^53, of which a number would lose digits`)
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

function collects(parser: OpenParser, action: Action): boolean {
  return ['append', 'extend', 'append_const'].some((kind) => isKind(parser, action, kind))
}
