import { ArgumentError, BooleanOptionalAction, SUPPRESS, type Action } from 'argparse'
import { nearest } from '../params/nearest'
import { showText } from '../params/show'
import type { YamlNode } from '../params/yaml/read'
import { yamlValue } from '../params/yaml/read'
import { allParsers, isForPrinting, subparsersOf, type OpenParser } from './argparse'
import type { ConfigFile } from './config-file'
import { configValue } from './config-values'
import { isData } from './recorded-values'
import type { Seen } from './scout'

/** What files say of a parser's arguments, as far as the command line does not. */
export interface ConfigDefaults {
  values: Map<Action, unknown>
  /** Of `set_defaults`, which have no argument. */
  others: Map<OpenParser, Record<string, unknown>>
}

const converted = new WeakSet<Action>()

/** Whether an argument's default is a value that needs no conversion. */
export function isConverted(action: Action): boolean {
  return converted.has(action)
}

/**
 * Works out what files give for the arguments that a command line does not. The later file wins. A name that no argument has
 * is an error, unless `computed` lists it, or more arguments may yet be declared. Throws argparse's ArgumentError.
 */
export function configDefaults(
  root: OpenParser,
  files: readonly ConfigFile[],
  seen: Seen,
  { computed, isPartial }: { computed: readonly string[]; isPartial: boolean },
): ConfigDefaults {
  const defaults: ConfigDefaults = { values: new Map(), others: new Map() }
  const parsers = allParsers(root)
  for (const file of files) {
    for (const [name, node] of ungrouped(file, parsers)) {
      const isKnown = parsers.map((parser) => takeIn(parser, name, node, file, seen, defaults)).some(Boolean)
      if (!isKnown && !isPartial && !computed.includes(name)) throw unknownName(name, parsers, file)
    }
  }
  return defaults
}

/** Does something while a parser's defaults are those of files; what they give is not required any more. */
export function withDefaults<T>(
  { values, others }: ConfigDefaults,
  parsers: readonly OpenParser[],
  work: () => T,
): T {
  const undo: (() => void)[] = []
  const set = <O extends object>(owner: O, changes: Partial<O>) => {
    const before = Object.fromEntries(Object.keys(changes).map((key) => [key, owner[key as keyof O]]))
    Object.assign(owner, changes)
    undo.unshift(() => Object.assign(owner, before))
  }
  for (const [action, value] of values) {
    // Without a word for it, what takes all the rest would be an empty list, whatever the default.
    const isRest = action.nargs === '...' && action.option_strings.length === 0
    set(action, { default: value, required: false, ...(isRest ? { nargs: '*' } : {}) })
    converted.add(action)
    undo.unshift(() => converted.delete(action))
  }
  for (const group of parsers.flatMap(({ _mutually_exclusive_groups }) => _mutually_exclusive_groups))
    if (group._group_actions.some((action) => values.has(action))) set(group, { required: false })
  for (const [parser, changes] of others) set(parser._defaults, changes)
  try {
    return work()
  } finally {
    for (const each of undo) each()
  }
}

/** Says whether a parser knows the name. */
function takeIn(
  parser: OpenParser,
  name: string,
  node: YamlNode,
  file: ConfigFile,
  seen: Seen,
  { values, others }: ConfigDefaults,
): boolean {
  const action = actionNamed(parser, name)
  if (action === undefined) {
    if (!Object.hasOwn(parser._defaults, name)) return false
    // The record of one subcommand says nothing of another.
    if (!seen.parsers.includes(parser) || isOfOtherCommand(parser, file, seen)) return true
    if (file.isRecord && !isData(parser._defaults[name])) return true
    others.set(parser, { ...others.get(parser), [name]: yamlValue(node) })
    return true
  }
  // What stands for a subcommand is no default: see `subcommandIn`.
  if (subparsersOf(action) !== undefined || !seen.parsers.includes(parser)) return true
  const same = parser._actions.filter(({ dest }) => dest === action.dest)
  if (same.some((each) => isGiven(parser, each, seen))) return true
  const value = attempt(file, () => configValue(parser, action, node, file))
  const isUnset =
    value === null && same.every((each) => each.default === undefined || each.default === SUPPRESS)
  for (const each of same) {
    if (isUnset) values.delete(each)
    else values.set(each, flagMeant(action, name, value))
  }
  return true
}

/** Whether a file names another subcommand than that which led to a parser. */
function isOfOtherCommand(parser: OpenParser, { entries }: ConfigFile, { parsers }: Seen): boolean {
  return parsers.some((each) =>
    each._actions.some((action) => {
      const chosen = subparsersOf(action)
      const node = entries.get(action.dest)
      const isAbove = chosen !== undefined && Object.values(chosen).includes(parser)
      return (
        isAbove && node?.kind === 'scalar' && Object.hasOwn(chosen, node.text) && chosen[node.text] !== parser
      )
    }),
  )
}

// By the name of its option a flag is given or not; by the name of its argument it has a value.
function flagMeant(action: Action, name: string, value: unknown): unknown {
  if (name === action.dest || name.replaceAll('-', '_') === action.dest) return value
  if (action instanceof BooleanOptionalAction) return name.startsWith('no-') ? !value : value
  if (typeof action.const === 'boolean') return value === true ? action.const : !action.const
  return action.nargs === 0 && typeof value === 'boolean' ? (value ? action.const : action.default) : value
}

/** Whether the command line gives an argument, or one that excludes it. */
function isGiven({ _mutually_exclusive_groups }: OpenParser, action: Action, { given }: Seen): boolean {
  const groups = _mutually_exclusive_groups.filter(({ _group_actions }) => _group_actions.includes(action))
  return (
    given.has(action) || groups.some(({ _group_actions }) => _group_actions.some((each) => given.has(each)))
  )
}

/** The argument that a name in a file means: that of the argument, or of one of its long options. */
function actionNamed(parser: OpenParser, name: string): Action | undefined {
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
function ungrouped({ entries, isKeyed }: ConfigFile, parsers: readonly OpenParser[]): [string, YamlNode][] {
  const titles = parsers.flatMap(({ _action_groups }) => _action_groups.map(({ title }) => title))
  return [...entries].flatMap(([name, node]): [string, YamlNode][] => {
    const isGroup =
      node.kind === 'map' &&
      titles.includes(name) &&
      (isKeyed || parsers.every((parser) => !actionNamed(parser, name)))
    return isGroup ? [...node.entries] : [[name, node]]
  })
}

/** The subcommand that files name for a parser whose command line has none: of the script, or of a subcommand. */
export function subcommandIn(files: readonly ConfigFile[], { given, parsers }: Seen): string | undefined {
  for (const parser of parsers) {
    const action = parser._actions.find((each) => subparsersOf(each) !== undefined)
    if (action === undefined || given.has(action)) continue
    const node = files.map(({ entries }) => entries.get(action.dest)).findLast(Boolean)
    const isAlone = parser._actions.every(
      (each) => each.option_strings.length > 0 || each === action || given.has(each),
    )
    const isNamed = node?.kind === 'scalar' && isAlone && Object.hasOwn(subparsersOf(action)!, node.text)
    return isNamed ? node.text : undefined
  }
  return undefined
}

function attempt<T>(file: ConfigFile, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error
    throw new ArgumentError(undefined, `${file.path}: ${error.message}`)
  }
}

function unknownName(name: string, parsers: readonly OpenParser[], { path }: ConfigFile): ArgumentError {
  const known = parsers.flatMap((parser) => [
    ...settable(parser).map(({ dest }) => dest),
    ...Object.keys(parser._defaults),
  ])
  const meant = nearest(name, known)
  const hint =
    meant === undefined ? `There are ${[...new Set(known)].join(', ')}.` : `Did you mean "${meant}"?`
  return new ArgumentError(undefined, `${path}: there is no argument "${showText(name)}". ${hint}`)
}
