import { subparsersOf, type OpenParser } from './argparse'
import type { ConfigFile } from './config-file'
import type { Seen } from './scout'

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

/** Whether a file names another subcommand than that which led to a parser. */
export function isOfOtherCommand(parser: OpenParser, { entries }: ConfigFile, { parsers }: Seen): boolean {
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
