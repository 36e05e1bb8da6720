import { ArgumentParser, type Action, type ArgumentParserOptions, type Namespace } from 'argparse'

/** A group of arguments, as its parser keeps it. */
export interface GroupOfActions {
  title?: string
  required?: boolean
  _group_actions: Action[]
}

/**
 * What a parser of argparse has beside its declared interface, by the names of Python's source, which the port keeps. This
 * is the only place that says so.
 */
export interface ParserInternals {
  _actions: Action[]
  _action_groups: GroupOfActions[]
  _mutually_exclusive_groups: GroupOfActions[]
  _option_string_actions: Record<string, Action>
  _defaults: Record<string, unknown>
  /** The characters with which options begin. */
  prefix_chars: string
  _parse_known_args(args: string[], namespace: Namespace, intermixed: boolean): [Namespace, string[]]
  _read_args_from_files(texts: string[]): string[]
  _get_values(action: Action, texts: string[]): unknown
  _get_value(action: Action, text: string): unknown
  _check_value(action: Action, value: unknown): void
  _get_option_tuples(text: string): [action: Action | undefined, ...unknown[]][]
  _registry_get(registry: string, name: string): new (...args: never[]) => object
  _warning(message: string): void
}

/** argparse's parser with all that it has. */
export type OpenParser = ArgumentParser & ParserInternals

/** The class that ours are built on. */
export const OpenArgumentParser = ArgumentParser as unknown as new (
  options?: ArgumentParserOptions,
) => OpenParser

/** The parsers of the subcommands of an action, by name; undefined when it has none. */
export function subparsersOf(action: Action): Record<string, OpenParser> | undefined {
  return (action as { _name_parser_map?: Record<string, OpenParser> })._name_parser_map
}

/** A parser with the parsers of all its subcommands, each once. */
export function allParsers(parser: OpenParser): OpenParser[] {
  const below = parser._actions.flatMap((action) => Object.values(subparsersOf(action) ?? {}))
  return [parser, ...[...new Set(below)].flatMap(allParsers)]
}

/** Whether an argument only prints something and ends the process, as `--help` does. */
export function isForPrinting(parser: OpenParser, action: Action): boolean {
  return ['help', 'version'].some((kind) => isKind(parser, action, kind))
}

/** Whether an action is of a kind that argparse knows by name, such as `append`. */
export function isKind(parser: OpenParser, action: Action, kind: string): boolean {
  return action instanceof parser._registry_get('action', kind)
}

/** Whether an argument takes several texts at once. */
export function isListNargs({ nargs }: Action): boolean {
  return typeof nargs === 'number' || nargs === '*' || nargs === '+' || nargs === '...' || nargs === 'A...'
}
