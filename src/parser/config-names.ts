import { ArgumentError, BooleanOptionalAction, SUPPRESS, type Action } from 'argparse'
import { hintFor } from '../params/nearest'
import { showText } from '../params/show'
import type { YamlNode } from '../params/yaml/read'
import { isForPrinting, type OpenParser } from './argparse'
import type { ConfigFile } from './config-file'

/** The argument that a name in a file means: that of the argument, or of one of its long options. */
export function actionNamed(parser: OpenParser, name: string): Action | undefined {
  const usable = settable(parser)
  return usable.find(({ dest }) => dest === name) ?? usable.find((action) => longNames(action).includes(name))
}

function settable(parser: OpenParser): Action[] {
  return parser._actions.filter((action) => action.dest !== SUPPRESS && !isForPrinting(parser, action))
}

function longNames({ option_strings }: Action): string[] {
  return option_strings.flatMap((text) => (text.length > 2 ? text.replace(/^(.)\1?/, '') : []))
}

/** Groups of arguments may stand as mappings of their own. */
export function ungrouped(
  { entries, isKeyed }: ConfigFile,
  parsers: readonly OpenParser[],
): [string, YamlNode][] {
  const titles = parsers.flatMap(({ _action_groups }) => _action_groups.map(({ title }) => title))
  return [...entries].flatMap(([name, node]): [string, YamlNode][] => {
    const isGroup =
      node.kind === 'map' &&
      titles.includes(name) &&
      (isKeyed || parsers.every((parser) => !actionNamed(parser, name)))
    return isGroup ? [...node.entries] : [[name, node]]
  })
}

/** The error for a name that no argument has, with the one that was probably meant. */
export function unknownName(
  name: string,
  parsers: readonly OpenParser[],
  { path }: ConfigFile,
): ArgumentError {
  const known = parsers.flatMap((parser) => [
    ...settable(parser).map(({ dest }) => dest),
    ...Object.keys(parser._defaults),
  ])
  const hint = hintFor(name, [...new Set(known)], 'There are')
  return new ArgumentError(undefined, `${path}: there is no argument "${showText(name)}". ${hint}`)
}

/** What a value means for a flag: by the name of its option it is given or not, by that of its argument it has a value. */
export function flagMeant(action: Action, name: string, value: unknown): unknown {
  if (name === action.dest || name.replaceAll('-', '_') === action.dest) return value
  if (action instanceof BooleanOptionalAction) return name.startsWith('no-') ? !value : value
  if (typeof action.const === 'boolean') return value === true ? action.const : !action.const
  return action.nargs === 0 && typeof value === 'boolean' ? (value ? action.const : action.default) : value
}
