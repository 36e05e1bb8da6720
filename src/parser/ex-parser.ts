import type { ArgumentParserClass, Namespace, SubparserOptions } from 'argparse'
import { resolveIdentity } from '../identity/identify'
import { restoreIndex } from '../run/named/index-links'
import type { Run } from '../training/run'
import type { ArgOptions, ArgsOf, KnownOptions } from './arg-types'
import { attachRun, detachRun } from './attached-run'
import { carried, carryOver } from './carried'
import { Checks, type Validator } from './checks'
import { parseLine, recordLine, type ParsedLine, type ParserSetup } from './command-line'
import { partOptions, type ExParserOptions, type RecordOptions } from './options'
import { isParsing, OwnOptions } from './own-options'
import { RecordingParser, type RecordingSubparsers } from './recording-parser'
import { checkedRoot, rootOfMainScript } from './simpleroot'
import { noticingEnds } from './watch-ends'

/** The arguments of a script, with the run that records them. */
export type ParsedArgs<T extends object> = T & { readonly run: Run<T> }

/** What is known of the arguments: what `arg` has declared, or, when it has not been used, nothing. */
type Known<A extends object> = [keyof A] extends [never] ? Namespace : A

/**
 * argparse's ArgumentParser, which also records: `parse_args` makes a folder for the run and writes there all arguments,
 * defaults included. A script needs no other change. With `--config` the arguments come from a file, such as the
 * record of an earlier run. `--help`, `--version` and wrong arguments write nothing.
 *
 * @example
 * ```ts
 * import { ExParser, simpleroot } from 'exman'
 *
 * const parser = new ExParser({ root: simpleroot(import.meta.url), description: 'train' })
 * parser.add_argument('--lr', { type: 'float', default: 0.01 })
 * const args = parser.parse_args()
 * await args.run.safely(() => train(args.lr))
 * ```
 */
export class ExParser<A extends object = Record<never, never>> extends RecordingParser {
  /** The absolute path of the folder that holds the runs. */
  readonly root: string
  readonly #options: RecordOptions
  readonly #own: OwnOptions
  readonly #checks = new Checks()
  #run: Run | undefined
  /** What a whole parse is waiting for. */
  #line: ParsedLine | 'wanted' | undefined

  /**
   * Checks the options; touches no file.
   *
   * @throws EXMAN_OPTION_UNKNOWN, EXMAN_OPTION_INVALID, EXMAN_ROOT_INVALID for a root inside node_modules
   */
  constructor(options: ExParserOptions = {}) {
    const { argparse, record } = partOptions(options)
    super(argparse)
    const { monitored } = record
    if (monitored !== undefined) resolveIdentity(record)
    this.root = record.root === undefined ? rootOfMainScript() : checkedRoot(record.root)
    this.#options = { ...record }
    this.#own = new OwnOptions({
      hasName: monitored === undefined,
      hasGitDirty: record.gitAssertClean === true,
      prefix: this.prefix_chars.includes('-') ? '-' : (this.prefix_chars[0] ?? '-'),
    })
    this.#own.showIn(this)
  }

  /** The run of the last command line that was parsed: for scripts that have an argument `run` of their own. */
  get run(): Run | undefined {
    return this.#run
  }

  /**
   * Declares an argument as `add_argument` does, and gives the parser back, which now knows the type of its value.
   *
   * @example
   * ```ts
   * const args = new ExParser()
   *   .arg('--lr', { type: 'float', default: 0.01 })
   *   .arg('--layers', { type: 'int', nargs: '+', default: [64] })
   *   .parse_args()
   * args.lr satisfies number
   * ```
   */
  arg<const N extends readonly [string, ...string[]]>(...names: N): ExParser<A & ArgsOf<N, object>>
  arg<const N extends readonly [string, ...string[]], const O extends ArgOptions>(
    ...namesAndOptions: [...names: N, options: KnownOptions<O>]
  ): ExParser<A & ArgsOf<N, O>>
  arg(...declaration: unknown[]): unknown {
    this.add_argument(...(declaration as [string]))
    return this
  }

  /**
   * Registers a check of the arguments, made after they are parsed and before anything is written. All that fail are told
   * at once, in the way of argparse.
   *
   * @param validator gives true (or nothing) when all is right; a text it gives, or the message of an ArgumentError it
   *   throws, takes the place of `message`
   * @param message `{lr}` in it stands for the value of the argument
   * @throws EXMAN_OPTION_INVALID
   * @example
   * ```ts
   * parser.registerValidator((params) => params.lr < 1, 'lr is {lr}, too big')
   * ```
   */
  registerValidator(validator: Validator<Known<A>>, message = 'the arguments do not go together'): this {
    this.#checks.addValidator(validator, message)
    return this
  }

  /**
   * Registers a computed argument, which is recorded like the others. Setters are called in the order in which they were
   * registered, before the validators.
   *
   * @throws EXMAN_OPTION_INVALID; so does `parse_args` when an argument has the same name
   * @example
   * ```ts
   * const args = parser.registerSetter('total', (params) => params.epochs * params.batches).parse_args()
   * ```
   */
  registerSetter<const N extends string, V>(
    name: N,
    setter: (params: Known<A>) => V,
  ): ExParser<A & Record<N, V>> {
    this.#checks.addSetter(name, setter)
    return this as unknown as ExParser<A & Record<N, V>>
  }

  /**
   * Parses the command line and records the run: on return its folder holds params.yaml and run.json, and this process holds
   * the run. What is wrong with the command line ends the process as in argparse, with exit code 2.
   *
   * @param args the texts to parse; default: those of the process
   * @param namespace an object that takes the values
   * @returns the arguments; their `run` is the run, and is not enumerable
   * @throws the file errors, EXMAN_ROOT_INVALID; with `--resume` EXMAN_RUN_HELD, EXMAN_RUN_MISMATCH; what is wrong with
   *   the command line, when `exit_on_error` is false
   */
  override parse_args<T extends object = Known<A>>(args?: string[], namespace?: T): ParsedArgs<T> {
    return this.#whole(() => super.parse_args(args, namespace))
  }

  /** As `parse_args`, with options and positional arguments in any order. */
  override parse_intermixed_args<T extends object = Known<A>>(args?: string[], namespace?: T): ParsedArgs<T> {
    return this.#whole(() => super.parse_intermixed_args(args, namespace))
  }

  /**
   * Parses what is known, and gives the rest. The run is recorded when `args.run` is first asked for, so that a first
   * look at a command line leaves nothing behind; computed arguments and validators have their turn then.
   */
  override parse_known_args<T extends object = Known<A>>(
    args?: string[],
    namespace?: T,
  ): [ParsedArgs<T>, string[]] {
    return this.#known(args, namespace, (texts) => super.parse_known_args(texts, namespace), false)
  }

  /** As `parse_known_args`, with options and positional arguments in any order. */
  override parse_known_intermixed_args<T extends object = Known<A>>(
    args?: string[],
    namespace?: T,
  ): [ParsedArgs<T>, string[]] {
    return this.#known(args, namespace, (texts) => super.parse_known_intermixed_args(texts, namespace), true)
  }

  /**
   * Makes index/ what runs/ says, as after a copy that lost links: an entry for each run, and none for runs that are gone.
   * What exman has not made stays.
   *
   * @returns the runs whose entries were made or mended, and those whose entries went
   * @throws the file errors
   */
  restoreIndex(): { restored: string[]; removed: string[] } {
    return restoreIndex(this.root)
  }

  /** As argparse's; the arguments of subcommands may be `volatile`, and the options of exman may stand behind the command. */
  override add_subparsers(options: SubparserOptions = {}): RecordingSubparsers {
    // As in argparse, subcommands have what a script's class adds.
    const own = this.constructor as ArgumentParserClass
    return super.add_subparsers(own === ExParser ? options : { parser_class: own, ...options })
  }

  get #setup(): ParserSetup {
    return { parser: this, root: this.root, options: this.#options, own: this.#own, checks: this.#checks }
  }

  // argparse's `parse_args` asks `parse_known_args`, which a script may have replaced.
  #whole<T extends object>(parse: () => T): ParsedArgs<T> {
    if (isParsing(this)) return parse() as ParsedArgs<T>
    this.#line = 'wanted'
    try {
      const { value: args, hasEnded } = noticingEnds([this], parse)
      const line = this.#line as ParsedLine | 'wanted' | undefined
      if (typeof line === 'object' && !line.isRefused && !hasEnded) {
        const run = this.#record({ ...line, args })
        attachRun(this, args, () => run)
      }
      return args as ParsedArgs<T>
    } finally {
      this.#line = undefined
    }
  }

  #known<T extends object>(
    args: readonly string[] = process.argv.slice(2),
    namespace: T | undefined,
    parse: (texts?: string[]) => [T, string[]],
    isIntermixed: boolean,
  ): [ParsedArgs<T>, string[]] {
    if (isParsing(this)) return parse([...args]) as [ParsedArgs<T>, string[]]
    const isPartial = this.#line === undefined
    if (namespace !== undefined) detachRun(namespace)
    const before = carried(namespace, args)
    const line = parseLine(this.#setup, args, {
      isIntermixed,
      isPartial,
      before,
      parse: (texts) => parse(texts),
    })
    carryOver(line)
    if (isPartial) {
      let run: Run | undefined
      if (!line.isRefused) attachRun(this, line.args, () => (run ??= this.#record(line)))
    } else this.#line = line
    return [line.args as ParsedArgs<T>, line.extras]
  }

  #record(line: ParsedLine): Run {
    return (this.#run = recordLine(this.#setup, line))
  }
}
