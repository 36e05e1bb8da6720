import { BooleanOptionalAction, type Action, type Namespace } from 'argparse'
import { subparsersOf, type OpenParser } from './argparse'
import type { OwnValues } from './own-options'
import type { Seen } from './scout'
import { isVolatile } from './volatile'

/** A command line that was parsed. */
interface Line {
  args: Namespace
  seen: Seen
  own: OwnValues
  extras: readonly string[]
}

/**
 * The words that a command line needs beside `--config` with the record, to come to the same: volatile arguments, the command,
 * what is not declared, and our options that say how the run is kept. Null when `--config` is the script's own, or when
 * these words alone would be read otherwise: then the whole command line is needed.
 */
export function extraArgs(root: OpenParser, { args, seen, own, extras }: Line): string[] | null {
  if ('--config' in root._option_string_actions || !root.prefix_chars.includes('-')) return null
  const words = [...(own.tmp ? ['--tmp'] : []), ...(own.gitDirty ? ['--git-dirty'] : [])]
  for (const parser of seen.parsers) {
    const options = optionWords(parser, args, seen)
    const positionals = positionalWords(parser, seen)
    if (options === undefined || positionals === undefined) return null
    // An option that takes as many words as there are would take these, too.
    if (options.isOpen && (positionals.length > 0 || extras.length > 0)) return null
    words.push(...options.words, ...positionals)
  }
  return [...words, ...extras]
}

/** The words of volatile options; undefined when they cannot be told. */
function optionWords(
  parser: OpenParser,
  args: Namespace,
  { given }: Seen,
): { words: string[]; isOpen: boolean } | undefined {
  const actions = parser._actions.filter(
    (action) => action.option_strings.length > 0 && isVolatile(action) && given.has(action),
  )
  const all = actions.flatMap((action) => given.get(action)!.map((texts) => wordsOf(action, texts, args)))
  if (all.includes(undefined)) return undefined
  return {
    words: all.flatMap((words) => words ?? []),
    isOpen: actions.some(({ nargs }) => typeof nargs === 'string'),
  }
}

function wordsOf(action: Action, texts: readonly string[], args: Namespace): string[] | undefined {
  const option = optionText(action, args)
  if (!texts.some((text) => text.startsWith('-'))) return [option, ...texts]
  return texts.length === 1 && option.startsWith('--') ? [`${option}=${texts[0]}`] : undefined
}

function optionText(action: Action, args: Namespace): string {
  const { option_strings: texts, dest } = action
  const isNo = (text: string) => text.startsWith('--no-')
  const fitting =
    action instanceof BooleanOptionalAction ? texts.filter((text) => isNo(text) !== args[dest]) : texts
  return fitting.find((text) => text.startsWith('--')) ?? fitting[0] ?? texts[0]!
}

/** Those of all positional arguments of a parser, where the place of one of them counts; undefined when they cannot be told. */
function positionalWords(parser: OpenParser, { given }: Seen): string[] | undefined {
  const actions = parser._actions.filter((action) => action.option_strings.length === 0 && given.has(action))
  const isCommand = (action: Action) => subparsersOf(action) !== undefined
  if (!actions.some((action) => isCommand(action) || isVolatile(action))) return []
  const words = actions.flatMap((action) => {
    const texts = given.get(action)!.flat()
    return isCommand(action) ? texts.slice(0, 1) : texts
  })
  return words.some((word) => word.startsWith('-')) ? undefined : words
}
