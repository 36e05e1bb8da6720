import { ArgumentError, type Namespace } from 'argparse'
import { dirname, resolve } from 'node:path'
import { FileError, RunError } from '../errors'
import { fileExists } from '../files'
import { whyNoPlainName } from '../layout/plain-name'
import { show } from '../params/show'
import { findRun } from '../run/read'
import type { Run } from '../training/run'
import { allParsers, isForPrinting, type OpenParser } from './argparse'
import { together } from './carried'
import type { Checks } from './checks'
import { subcommandIn } from './config-commands'
import { configDefaults, withDefaults } from './config-defaults'
import { readConfigFile, type ConfigFile } from './config-file'
import type { RecordOptions } from './options'
import type { OwnOptions, OwnValues } from './own-options'
import { declaredNames } from './recorded-args'
import { RecordingParser } from './recording-parser'
import { runOfArgs } from './run-of-args'
import { scout, type Seen } from './scout'
import { noticingEnds } from './watch-ends'

/** A parser with what it does beside parsing. */
export interface ParserSetup {
  parser: OpenParser
  root: string
  options: RecordOptions
  own: OwnOptions
  checks: Checks
}

/** What a command line came to. */
export interface ParsedLine {
  args: Namespace
  extras: string[]
  seen: Seen
  own: OwnValues
  /** Whether something ended the parse, in a script whose process does not end then. */
  isRefused: boolean
}

/** How a command line is to be read. */
export interface LineOptions {
  isIntermixed: boolean
  /** Whether more arguments may yet be declared. */
  isPartial: boolean
  /** What our options said in a first look that this parse goes on from. */
  before?: OwnValues | undefined
  /** argparse's own way to parse it. */
  parse: (texts: string[]) => [Namespace, string[]]
}

/** Parses a command line, and the files that it names. What is wrong is told as argparse does. */
export function parseLine(
  { parser, root, options, own, checks }: ParserSetup,
  given: readonly string[],
  { isIntermixed, isPartial, before, parse }: LineOptions,
): ParsedLine {
  const parsers = allParsers(parser)
  // The parsers of a class of the script's own stay as they are.
  const ours = parsers.filter((each) => each instanceof RecordingParser)
  return own.during(ours, () => {
    let texts = [...given]
    let seen = scout(parser, texts, isIntermixed)
    const values = before === undefined ? own.read(seen) : together(before, own.read(seen))
    const defaults = telling(parser, [FileError, RunError], () => {
      // Who asks for help gets it, whatever is wrong with a file.
      const isAsked = [...seen.given.keys()].some((action) => isForPrinting(parser, action))
      const files = isAsked ? [] : filesFor(root, options, values)
      let command = subcommandIn(files, seen)
      while (command !== undefined) {
        // Behind --, so that no option takes it for a value of its own.
        texts = [...texts, ...(texts.includes('--') ? [] : ['--']), command]
        const { length } = seen.parsers
        seen = scout(parser, texts, isIntermixed)
        command = seen.parsers.length > length ? subcommandIn(files, seen) : undefined
      }
      const computed = [...checks.computed, ...(options.monitored === undefined ? [] : ['debug'])]
      return configDefaults(parser, files, seen, { computed, isPartial })
    })
    const { value, hasEnded } = noticingEnds(parsers, () =>
      withDefaults(defaults, parsers, () => parse(texts)),
    )
    const [args, extras] = value
    return { args, extras, seen, own: values, isRefused: hasEnded }
  })
}

/** Computes and checks what is left to it, and makes the run. Nothing is written before all is known to be right. */
export function recordLine({ parser, root, options, checks }: ParserSetup, line: ParsedLine): Run {
  const { args, extras, seen, own } = line
  const why = own.name === undefined ? undefined : whyNoPlainName(own.name)
  if (why !== undefined) refuse(parser, `argument --name: ${show(own.name)} ${why}`)
  checks.compute(args, declaredNames(parser))
  const faults = checks.faults(args)
  if (faults.length > 0) refuse(parser, faults.length === 1 ? faults[0]! : ['', ...faults].join('\n  '))
  // A disk that is full is no mistake in the command line.
  return telling(parser, [RunError], () =>
    runOfArgs(parser, {
      ...{ args, extras, seen, own, root, options },
      computed: checks.computed,
      refuse: (message) => refuse(parser, message),
    }),
  )
}

/** Ends the process, or throws, as argparse does for a wrong command line. */
export function refuse(parser: OpenParser, message: string): never {
  if (parser.exit_on_error) parser.error(message)
  throw new ArgumentError(undefined, message)
}

/** The files that arguments come from, those that count least first. */
function filesFor(root: string, { defaultConfigFiles = [] }: RecordOptions, own: OwnValues): ConfigFile[] {
  const beside = defaultConfigFiles.map((file) => resolve(dirname(root), file)).filter(fileExists)
  const resumed = own.resume === undefined || own.resume === 'auto' ? [] : [findRun(own.resume, root)]
  return [...beside, ...own.config, ...resumed].map(readConfigFile)
}

/**
 * Tells of what the command line has wrong as argparse does: its own errors, and those of the given classes. A script that
 * catches its errors gets the error itself.
 */
function telling<T>(
  parser: OpenParser,
  classes: readonly (typeof FileError | typeof RunError)[],
  work: () => T,
): T {
  try {
    return work()
  } catch (error) {
    const isTold = [ArgumentError, ...classes].some((kind) => error instanceof kind)
    if (isTold && parser.exit_on_error) parser.error((error as Error).message)
    throw error
  }
}
