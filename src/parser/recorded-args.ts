import { SUPPRESS, type Action } from 'argparse'
import type { YamlValue } from '../params/yaml/text'
import { allParsers, isKind, isListNargs, subparsersOf, type OpenParser } from './argparse'
import { optionalType } from './optional'
import { recordedValue } from './recorded-values'
import type { Seen } from './scout'
import { isVolatile } from './volatile'

/** What a run keeps of its arguments. */
export interface RecordedArgs {
  /** Values by name, in the order in which the arguments were declared. */
  args: Record<string, YamlValue>
  /** Those whose numbers are floats in every run. */
  floats: Set<string>
  /** The title of the group in which an argument was declared, for those that were in one of the script's own. */
  groups: Map<string, string>
}

/** The names of all arguments of a parser and its subcommands, volatile ones included. */
export function declaredNames(root: OpenParser): Set<string> {
  return new Set(allParsers(root).flatMap(({ _actions }) => _actions.map(({ dest }) => dest)))
}

/** Takes down the values of all arguments but the volatile ones: those of the command, of `set_defaults`, and computed ones. */
export function recordedArgs(
  root: OpenParser,
  values: Readonly<Record<string, unknown>>,
  { given }: Seen,
  computed: readonly string[],
): RecordedArgs {
  const recorded: RecordedArgs = { args: {}, floats: new Set(), groups: new Map() }
  const parsers = allParsers(root)
  const dropped = new Set(
    parsers.flatMap(({ _actions }) => _actions.filter(isVolatile).map(({ dest }) => dest)),
  )
  const has = (name: string) => name !== SUPPRESS && !dropped.has(name) && Object.hasOwn(values, name)
  for (const parser of parsers) {
    for (const action of parser._actions.filter(({ dest }) => has(dest))) {
      const { dest } = action
      const same = parser._actions.filter((each) => each.dest === dest)
      same.sort((a, b) => Number(given.has(b)) - Number(given.has(a)))
      const source = same
        .map((each) => sourceOf(parser, each, values[dest], given))
        .find((each) => each !== undefined)
      if (!Object.hasOwn(recorded.args, dest)) recorded.args[dest] = recordedValue(values[dest], source)
      if (isFloat(action)) recorded.floats.add(dest)
      const title = titleOf(parser, action)
      if (title !== undefined) recorded.groups.set(dest, title)
    }
  }
  const others = [...parsers.flatMap(({ _defaults }) => Object.keys(_defaults)), ...computed]
  for (const name of others.filter(has))
    if (!Object.hasOwn(recorded.args, name)) recorded.args[name] = recordedValue(values[name], undefined)
  return recorded
}

/** The texts that a value was made from, in its shape: of a list that grows, an item for each use. */
function sourceOf(
  parser: OpenParser,
  action: Action,
  value: unknown,
  given: Seen['given'],
): YamlValue | undefined {
  const times = given.get(action) ?? []
  if (times.flat().length === 0) return typeof action.default === 'string' ? action.default : undefined
  const isList = isListNargs(action)
  const isAppended = isKind(parser, action, 'append')
  // Of several uses the last counts.
  if (!isAppended && !isKind(parser, action, 'extend'))
    return isList ? times.at(-1)! : times.at(-1)!.join(' ')
  const items = isAppended && isList ? times : times.flat()
  // The default stands first.
  const before = Array.isArray(value) ? value.slice(0, Math.max(0, value.length - items.length)) : []
  return [...before.map((each) => recordedValue(each, undefined)), ...items]
}

function isFloat({ type }: Action): boolean {
  return type === 'float' || (typeof type === 'function' && optionalType(type) === 'float')
}

function titleOf(parser: OpenParser, action: Action): string | undefined {
  const [positionals, optionals, ...own] = parser._action_groups
  const group = own.find(({ _group_actions }) => _group_actions.includes(action))
  const isOfNone =
    group === undefined || group === positionals || group === optionals || subparsersOf(action) !== undefined
  return isOfNone ? undefined : group.title
}
