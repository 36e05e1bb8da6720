import type {
  Action,
  ArgumentGroupOptions,
  ArgumentParserOptions,
  MutuallyExclusiveGroupOptions,
  Namespace,
  SubparserOptions,
  SubparsersAction,
} from 'argparse'
import type { ArgOptions } from './arg-types'
import { readOnce } from './argument-files'
import { OpenArgumentParser } from './argparse'
import { isConverted } from './config-defaults'
import { isParsing, ownOptionsOf } from './own-options'
import { isScouting, look, note } from './scout'
import {
  acceptVolatile,
  acceptVolatileIn,
  declare,
  type RecordingExclusiveGroup,
  type RecordingGroup,
} from './volatile'
import { boolWord } from './words'

/** The subcommands of a parser; as argparse's, and arguments may be volatile. */
export type RecordingSubparsers = {
  add_parser(...args: Parameters<SubparsersAction['add_parser']>): RecordingParser
} & SubparsersAction

/** What ExParser and the parsers of its subcommands have in common. argparse's constructor already calls these methods. */
export class RecordingParser extends OpenArgumentParser {
  constructor(options: ArgumentParserOptions = {}) {
    super(options)
    this.register('type', 'bool', boolWord)
  }

  /** As argparse's; an argument may be `volatile`: then it is no part of the record. */
  override add_argument(name: string, ...names: string[]): Action
  override add_argument(name: string, ...namesAndOptions: [...string[], ArgOptions]): Action
  override add_argument(...args: unknown[]): Action {
    return declare((...rest: never[]) => super.add_argument(...(rest as unknown as [string])), args)
  }

  /** As argparse's; its arguments may be `volatile`. */
  override add_argument_group(options?: ArgumentGroupOptions): RecordingGroup
  override add_argument_group(title?: string, description?: string): RecordingGroup
  override add_argument_group(...args: never[]): RecordingGroup {
    return acceptVolatile(super.add_argument_group(...args))
  }

  /** As argparse's; its arguments may be `volatile`. */
  override add_mutually_exclusive_group(options?: MutuallyExclusiveGroupOptions): RecordingExclusiveGroup {
    return acceptVolatileIn(super.add_mutually_exclusive_group(options))
  }

  /** As argparse's; the arguments of subcommands may be `volatile`, and the options of exman may stand behind the command. */
  override add_subparsers(options: SubparserOptions = {}): RecordingSubparsers {
    return super.add_subparsers({ parser_class: RecordingParser, ...options }) as RecordingSubparsers
  }

  /** As argparse's. */
  override parse_known_args<T extends object = Namespace>(args?: string[], namespace?: T): [T, string[]] {
    if (!isScouting()) return super.parse_known_args(args, namespace)
    look(this, args ?? [])
    return [{} as T, []]
  }

  /** As argparse's, with the options of exman in a group behind the others. */
  override format_help(): string {
    const own = ownOptionsOf(this)
    return own === undefined ? super.format_help() : own.shown(this, () => super.format_help())
  }

  /** As argparse's: the options of exman are not in it. */
  override format_usage(): string {
    const own = ownOptionsOf(this)
    return own === undefined ? super.format_usage() : own.shown(this, () => super.format_usage())
  }

  override _read_args_from_files(texts: string[]): string[] {
    const read = () => super._read_args_from_files(texts)
    return isParsing(this) ? readOnce(this, texts, read) : read()
  }

  override _get_values(action: Action, texts: string[]): unknown {
    if (!isScouting()) return super._get_values(action, texts)
    return note(action, texts, (chosen) => chosen instanceof RecordingParser)
  }

  override _get_value(action: Action, text: string): unknown {
    return isConverted(action) ? text : super._get_value(action, text)
  }

  override _get_option_tuples(text: string): [action: Action | undefined, ...unknown[]][] {
    // Options of ours have no abbreviations: what argparse would take for another option, or for none, stays that.
    const own = ownOptionsOf(this)
    return super._get_option_tuples(text).filter(([action]) => own?.has(action) !== true)
  }

  override _warning(message: string): void {
    if (!isScouting()) super._warning(message)
  }
}
