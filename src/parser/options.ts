import type { ArgumentParserOptions } from 'argparse'
import { OptionError } from '../errors'
import type { ExperimentManagerOptions } from '../manager/experiment-manager'
import {
  checkOptions,
  isBoolean,
  isListOfText,
  isPlainObject,
  isPositiveCount,
  isText,
  oneOf,
  type Rule,
} from '../params/check-options'
import { RUN_OPTION_RULES, type RunOptions } from '../training/run-options'
import { isListOfMarks } from './automark'

/** What is ExParser's own among its options, together with how each run is recorded. */
export interface RecordOptions extends RunOptions {
  /** The folder that holds the runs; made when missing. Default: `exman` beside the main script; see `simpleroot`. */
  root?: string
  /** How many digits the number of a run has at least. Default 6. */
  zfill?: number
  /** Arguments by whose values runs are linked below `marked/`; another name is a folder of that name. Default `[]`. */
  automark?: readonly string[]
  /**
   * `true`, or a folder of the work tree: the commit also stands in params.yaml, and it is an error when there is none. Default
   * false: only run.json tells of git.
   */
  git?: boolean | string
  /** Whether uncommitted changes are an error, unless `--git-dirty` is given. Default false. */
  gitAssertClean?: boolean
  /** YAML files of arguments, beside the folder that holds the runs, that are read when they exist. Default `[]`. */
  defaultConfigFiles?: readonly string[]
  /** The name of an argument that is the seed of the training's chance. Default: none. */
  seedFrom?: string
  /**
   * Titles of argument groups that name an experiment: runs then go into the folders that `ExperimentManager` makes, and
   * groups of arguments are groups of parameters. Default: runs are numbered.
   */
  monitored?: readonly string[]
  /** With `monitored`: as for `ExperimentManager`. */
  ids?: ExperimentManagerOptions['ids']
  /** With `monitored`: as for `ExperimentManager`. */
  neutralParams?: ExperimentManagerOptions['neutralParams']
  /** With `monitored`: as for `ExperimentManager`. */
  ignoredParams?: ExperimentManagerOptions['ignoredParams']
}

/** The options of argparse's ArgumentParser, and those of the record. */
export interface ExParserOptions extends ArgumentParserOptions, RecordOptions {}

const isGit: Rule = (value) =>
  typeof value === 'boolean' || (typeof value === 'string' && value !== '')
    ? undefined
    : 'must be true, false or a folder'

// Names whose number has more digits are not read back, so the numbers would begin again and again.
const MOST_DIGITS = 15
const isZfill: Rule = (value) =>
  isPositiveCount(value) ?? ((value as number) > MOST_DIGITS ? `must be ${MOST_DIGITS} at most` : undefined)

const RECORD_RULES: Record<keyof RecordOptions, Rule> = {
  ...RUN_OPTION_RULES,
  root: isText,
  zfill: isZfill,
  automark: isListOfMarks,
  git: isGit,
  gitAssertClean: isBoolean,
  defaultConfigFiles: isListOfText,
  seedFrom: isText,
  monitored: isListOfText,
  ids: oneOf('object-hash', 'python'),
  neutralParams: isPlainObject,
  ignoredParams: isListOfText,
}

const ONLY_KEYED = ['ids', 'neutralParams', 'ignoredParams']
const ONLY_NUMBERED = ['zfill', 'automark']

// argparse checks the values of its own.
const OF_ARGPARSE = [
  'prog',
  'usage',
  'description',
  'epilog',
  'parents',
  'formatter_class',
  'prefix_chars',
  'fromfile_prefix_chars',
  'argument_default',
  'conflict_handler',
  'add_help',
  'allow_abbrev',
  'exit_on_error',
  'suggest_on_error',
  'color',
]
const RULES: Record<string, Rule> = {
  ...RECORD_RULES,
  ...Object.fromEntries(OF_ARGPARSE.map((name) => [name, () => undefined])),
}

/** Parts the options into those of argparse and ours, which are checked. Throws OptionError. */
export function partOptions(options: object): { argparse: ArgumentParserOptions; record: RecordOptions } {
  checkOptions('ExParser', options, RULES)
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  const isTheirs = ([name]: [string, unknown]) => OF_ARGPARSE.includes(name)
  const record = Object.fromEntries(given.filter((entry) => !isTheirs(entry)))
  checkTogether(record)
  return { argparse: Object.fromEntries(given.filter(isTheirs)), record }
}

function checkTogether(record: Record<string, unknown>): void {
  const isKeyed = record.monitored !== undefined
  const wrong = (isKeyed ? ONLY_NUMBERED : ONLY_KEYED).find((name) => name in record)
  if (wrong === undefined) return
  const why = isKeyed ? 'of no use with' : 'of use only with'
  const text = `The "${wrong}" option of ExParser is ${why} "monitored".`
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: wrong, value: record[wrong] })
}

/** How runs are recorded, of the options. */
export function runOptionsOf(record: RecordOptions): RunOptions {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name in RUN_OPTION_RULES))
}
