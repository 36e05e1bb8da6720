/** What a script that parses command lines comes to, so that two parsers can be compared in it. */
import { Namespace, type ArgumentParser, type ArgumentParserOptions } from 'argparse'
import { closeSync } from 'node:fs'
import { Stream } from 'node:stream'
import { inspect } from 'node:util'
import { expectWarnings, type Warning } from '../../warnings'
import { caught, type Caught } from './caught'

/** A class of parsers: argparse's own, or ours. */
export type ParserClass = new (options?: ArgumentParserOptions) => ArgumentParser

/** What the parts of a script are given: the class to build on, and a list in which types and actions note their calls. */
export interface Kit {
  Parser: ParserClass
  calls: string[]
}

/** A script: how it declares its arguments, and what it does with a command line. */
export interface Script {
  options?: ArgumentParserOptions | ((kit: Kit) => ArgumentParserOptions)
  /** Declares arguments; another parser that it gives is the one that parses. */
  declare: (parser: ArgumentParser, kit: Kit) => ArgumentParser | void
  /** Default: `parser.parse_args(line)`. */
  parse?: (parser: ArgumentParser, line: string[], kit: Kit) => unknown
}

/** All that can be told apart from outside. */
export interface Outcome extends Caught {
  /** The names in the result, in their order. */
  keys: string[][]
  /** The result as it is printed, and as JSON. */
  shown: string[]
  calls: string[]
  warnings: Warning[]
}

/** Runs a script on a command line. */
export function outcomeOf(
  Parser: ParserClass,
  script: Script,
  line: string[],
  exitOnError: boolean,
): Outcome {
  const kit: Kit = { Parser, calls: [] }
  const announced = expectWarnings()
  const before = announced.length
  const { value, ...rest } = caught(() => parse(script, line, kit, exitOnError))
  const values: unknown[] = Array.isArray(value) ? value : [value]
  const objects = values.filter(isObject)
  for (const each of objects) withoutStreams(each)
  return {
    ...rest,
    value: values.map(copyOf),
    keys: objects.map((each) => Object.keys(each)),
    shown: [attempt(() => inspect(value, { depth: 9 })), attempt(() => JSON.stringify(value))],
    calls: kit.calls,
    warnings: announced.slice(before),
  }
}

function parse({ options, declare, parse }: Script, line: string[], kit: Kit, exitOnError: boolean): unknown {
  const given = typeof options === 'function' ? options(kit) : options
  const made = new kit.Parser({ prog: 'train', exit_on_error: exitOnError, ...given })
  const parser = declare(made, kit) ?? made
  return parse === undefined ? parser.parse_args([...line]) : parse(parser, [...line], kit)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

// A failing test prints a copy: to print a run with its thread is beyond jest.
function copyOf(value: unknown): unknown {
  return value instanceof Namespace ? { namespace: { ...value } as object } : value
}

// No two streams are equal, so their files are compared. What was opened is closed.
function withoutStreams(args: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(args)) {
    if (!(value instanceof Stream)) continue
    const { fd, path } = value as { fd?: number | null; path?: string }
    if (typeof fd === 'number' && fd > 2) closeSync(fd)
    args[key] = `a stream of ${path ?? fd}`
  }
}

function attempt(show: () => string): string {
  try {
    return show()
  } catch (error) {
    return String(error)
  }
}
