import { ArgumentError, SUPPRESS, type Action } from 'argparse'
import type { YamlNode } from '../params/yaml/read'
import { yamlValue } from '../params/yaml/read'
import { allParsers, subparsersOf, type OpenParser } from './argparse'
import { isOfOtherCommand } from './config-commands'
import type { ConfigFile } from './config-file'
import { actionNamed, flagMeant, ungrouped, unknownName } from './config-names'
import { valueInRecord } from './config-records'
import { writtenValue } from './config-values'
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
  for (const parser of seen.parsers) checkExclusive(parser, defaults.values)
  return defaults
}

/** Throws for arguments that exclude each other, when files give more than one of them something else than its default. */
function checkExclusive(
  { _mutually_exclusive_groups }: OpenParser,
  values: ReadonlyMap<Action, unknown>,
): void {
  const isChosen = (action: Action) => ![undefined, null, action.default].includes(values.get(action))
  for (const { _group_actions } of _mutually_exclusive_groups) {
    const [first, second] = _group_actions.filter(isChosen)
    if (first === undefined || second === undefined || first.dest === second.dest) continue
    throw new ArgumentError(
      second,
      `files give it together with ${first.option_strings.join('/') || first.dest}`,
    )
  }
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
  const read = () =>
    file.isRecord ? valueInRecord(parser, action, yamlValue(node)) : writtenValue(parser, action, node)
  const value = attempt(file, read)
  const isUnset =
    value === null && same.every((each) => each.default === undefined || each.default === SUPPRESS)
  for (const each of same) {
    if (isUnset) values.delete(each)
    else values.set(each, flagMeant(action, name, value))
  }
  return true
}

/** Whether the command line gives an argument, or one that excludes it. */
function isGiven({ _mutually_exclusive_groups }: OpenParser, action: Action, { given }: Seen): boolean {
  const groups = _mutually_exclusive_groups.filter(({ _group_actions }) => _group_actions.includes(action))
  return (
    given.has(action) || groups.some(({ _group_actions }) => _group_actions.some((each) => given.has(each)))
  )
}

function attempt<T>(file: ConfigFile, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error
    throw new ArgumentError(undefined, `${file.path}: ${error.message}`)
  }
}
