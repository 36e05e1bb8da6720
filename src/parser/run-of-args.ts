import type { Namespace } from 'argparse'
import { OptionError } from '../errors'
import { isSeed } from '../params/check-options'
import { hintFor } from '../params/nearest'
import type { YamlValue } from '../params/yaml/text'
import { show, showText } from '../params/show'
import { dataLook } from '../run/data/fingerprint'
import type { Run } from '../training/run'
import type { OpenParser } from './argparse'
import { automarkFolders } from './automark'
import { extraArgs } from './extra-args'
import { commitFor, workTreeOf } from './git-commit'
import { keyedRun } from './keyed-run'
import { namedRun, newestNamedRun, newNamedRun, type NamedWish } from './named-run'
import { runOptionsOf, type RecordOptions } from './options'
import type { OwnValues } from './own-options'
import { declaredNames, recordedArgs } from './recorded-args'
import { recordedValue } from './recorded-values'
import type { Seen } from './scout'

/** What the run of a command line is made of. */
export interface RunWish {
  args: Namespace
  /** What of the command line nobody has declared. */
  extras: readonly string[]
  seen: Seen
  own: OwnValues
  root: string
  options: RecordOptions
  computed: readonly string[]
  /** Ends the process, or throws, with what is wrong with the command line. */
  refuse: (why: string) => void
}

/** Makes the run of a command line, or goes on with one. Nothing is written before all is known to be right. */
export function runOfArgs(parser: OpenParser, line: RunWish): Run {
  const { args, seen, own, root, options, computed, refuse } = line
  const commit = commitFor(options, { root, mayBeDirty: own.gitDirty, refuse })
  const declared = declaredNames(parser)
  const seed = seedFrom(args, options, declared, refuse)
  const recorded = recordedArgs(parser, args, seen, computed)
  const { monitored, ids, neutralParams, ignoredParams } = options
  const recording = runOptionsOf(options)
  const common = { root, recording, seed, isTemporary: own.tmp, extraArgs: extraArgs(parser, line) }
  if (monitored !== undefined) {
    const resume = own.resume === 'auto' ? true : (own.resume ?? false)
    return keyedRun({ ...common, monitored, ids, neutralParams, ignoredParams, recorded, resume })
  }
  const data = dataLook(recording.data, root)
  const wish = {
    ...common,
    data,
    ...recorded,
    computed,
    ...namingOf(own, options, () => ({ ...valuesOf(args, declared), ...recorded.args })),
    commit,
    workTree: workTreeOf(options.git),
  }
  const unused = own.name !== undefined ? 'name' : own.tmp ? 'tmp' : undefined
  if (own.resume !== undefined && own.resume !== 'auto' && unused !== undefined)
    refuse(
      `argument --${unused}: not allowed with --resume ${show(own.resume)}: the run has its place already`,
    )
  // Before anything is written, or moved.
  data?.()
  if (own.resume === undefined) return newNamedRun(wish, { isSeeded: false })
  return own.resume === 'auto' ? newestNamedRun(wish) : namedRun(own.resume, wish)
}

function namingOf(
  { name }: OwnValues,
  { zfill = 6, automark = [] }: RecordOptions,
  valuesOfAll: () => Readonly<Record<string, YamlValue>>,
): Pick<NamedWish, 'name' | 'zfill' | 'marks'> {
  if (automark.length === 0) return { name, zfill, marks: [] }
  const values = valuesOfAll()
  return { name, zfill, marks: [automarkFolders(automark, values, Object.keys(values))] }
}

/** The values of all arguments that there could be: also the volatile ones, and null for those of other subcommands. */
function valuesOf(args: Namespace, declared: ReadonlySet<string>): Record<string, YamlValue> {
  return Object.fromEntries([...declared].map((name) => [name, recordedValue(args[name], undefined)]))
}

function seedFrom(
  args: Namespace,
  { seedFrom: name }: RecordOptions,
  declared: ReadonlySet<string>,
  refuse: RunWish['refuse'],
): number | undefined {
  if (name === undefined) return undefined
  // Of a subcommand that was not chosen.
  if (!Object.hasOwn(args, name) && declared.has(name)) return undefined
  if (!Object.hasOwn(args, name)) throw noSuchArgument(name, Object.keys(args))
  const seed: unknown = args[name]
  if (seed === undefined || seed === null) return undefined
  const why = isSeed(seed)
  if (why !== undefined) refuse(`argument ${name}: it ${why}, got ${show(seed)}`)
  return seed as number
}

function noSuchArgument(name: string, known: readonly string[]): OptionError {
  const text = `The "seedFrom" option of ExParser names "${showText(name)}", which is no argument. ${hintFor(name, known, 'There are')}`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'seedFrom', value: name })
}
