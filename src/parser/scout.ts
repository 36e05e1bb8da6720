import { ArgumentError, Namespace, SUPPRESS, type Action } from 'argparse'
import { subparsersOf, type OpenParser } from './argparse'

/** What a command line says, before anything of it is converted. */
export interface Seen {
  /** The texts that each argument was given, once for each time it was. */
  given: Map<Action, string[][]>
  /** The parser, and those of the subcommands that were chosen. */
  parsers: OpenParser[]
}

let seen: Seen | undefined

/** Whether a command line is only looked at. */
export function isScouting(): boolean {
  return seen !== undefined
}

/**
 * Finds out which arguments a command line gives, by argparse's own rules, without converting a value, calling an action or
 * ending the process: what is wrong with it comes out when it is parsed.
 */
export function scout(parser: OpenParser, args: readonly string[], intermixed: boolean): Seen {
  const before = seen
  const mine: Seen = { given: new Map(), parsers: [] }
  seen = mine
  try {
    look(parser, args, intermixed)
  } finally {
    seen = before
  }
  return mine
}

/** Looks on at the arguments of a subcommand. */
export function look(parser: OpenParser, args: readonly string[], intermixed = false): void {
  seen!.parsers.push(parser)
  try {
    parser._parse_known_args([...args], new Namespace(), intermixed)
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error
  }
}

/** Takes note of an argument; gives what stands for its value, by which argparse passes it over. */
export function note(action: Action, texts: string[], follows: (parser: OpenParser) => boolean): unknown {
  if (action.option_strings.length > 0 || texts.length > 0) {
    const times = seen!.given.get(action) ?? []
    seen!.given.set(action, [...times, texts])
  }
  const subparsers = subparsersOf(action)
  const chosen = subparsers?.[texts[0] ?? '']
  if (chosen === undefined) return SUPPRESS
  if (follows(chosen)) return texts
  // What a parser of another class is given is not seen; that it has its turn is.
  seen!.parsers.push(chosen)
  return SUPPRESS
}
