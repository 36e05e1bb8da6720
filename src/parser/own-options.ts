import { Action, ArgumentParser, SUPPRESS } from 'argparse'
import { forgetFiles } from './argument-files'
import type { GroupOfActions, OpenParser } from './argparse'
import type { Seen } from './scout'

/** What the options of exman itself say on a command line. */
export interface OwnValues {
  config: string[]
  name: string | undefined
  tmp: boolean
  resume: string | undefined
  gitDirty: boolean
}

/** Which of the options there are. */
export interface OwnChoice {
  hasName: boolean
  hasGitDirty: boolean
  prefix: string
}

type OwnName = 'config' | 'name' | 'tmp' | 'resume' | 'git_dirty'

// Their values are taken from what was seen; the arguments of the script stay as they would be without them.
class Silent extends Action {
  override call(): void {
    // See above.
  }
}

const optionsOf = new WeakMap<OpenParser, OwnOptions>()
const parsing = new WeakSet<OpenParser>()

/** Whether a parser is parsing: what it is asked to parse meanwhile, by an action or as a subcommand, is part of that. */
export function isParsing(parser: OpenParser): boolean {
  return parsing.has(parser)
}

/** The options of exman that a parser shows; undefined when it shows none. */
export function ownOptionsOf(parser: OpenParser): OwnOptions | undefined {
  return optionsOf.get(parser)
}

/** The options that exman adds to a script's own. They stand in a parser only while it parses or prints its help. */
export class OwnOptions {
  readonly #group: GroupOfActions
  readonly #actions: Record<OwnName, Action | undefined>

  constructor({ hasName, hasGitDirty, prefix }: OwnChoice) {
    const parser = new ArgumentParser({ add_help: false, prefix_chars: prefix })
    const group = parser.add_argument_group('experiment', 'where the record of this run goes (exman)')
    const add = (name: string, options: { nargs?: 0; metavar?: string; help: string }) =>
      group.add_argument(`${prefix.repeat(2)}${name}`, {
        action: Silent,
        dest: SUPPRESS,
        default: SUPPRESS,
        ...options,
      })
    this.#actions = {
      config: add('config', {
        metavar: 'FILE',
        help: 'take arguments from a YAML file, such as the params.yaml of a run; of several files the last wins, and the command line over all',
      }),
      name: hasName
        ? add('name', { metavar: 'NAME', help: "add a name to that of the run's folder" })
        : undefined,
      tmp: add('tmp', { nargs: 0, help: 'only try it: keep the run apart from the others' }),
      resume: add('resume', {
        metavar: 'RUN',
        help: 'go on with a run, given by its number, name or folder; auto: with the newest unfinished one of these arguments, if there is one',
      }),
      git_dirty: hasGitDirty
        ? add('git-dirty', { nargs: 0, help: 'run although there are uncommitted changes' })
        : undefined,
    }
    this.#group = group as unknown as GroupOfActions
  }

  /** What they say in a command line. */
  read({ given }: Seen): OwnValues {
    const times = (name: OwnName) => given.get(this.#actions[name]!) ?? []
    const texts = (name: OwnName) => times(name).flat()
    return {
      config: texts('config'),
      name: texts('name').at(-1),
      tmp: times('tmp').length > 0,
      resume: texts('resume').at(-1),
      gitDirty: times('git_dirty').length > 0,
    }
  }

  /** Does something while some parsers know these options; those whose names a script has itself stay away. */
  during<T>(parsers: readonly OpenParser[], work: () => T): T {
    for (const parser of parsers) this.showIn(parser)
    const returns = parsers.map((parser) => lend(parser, this.#freeIn(parser)))
    for (const parser of parsers) parsing.add(parser)
    try {
      return work()
    } finally {
      for (const giveBack of returns) giveBack()
      for (const parser of parsers) {
        parsing.delete(parser)
        forgetFiles(parser)
      }
    }
  }

  /** Has a parser's help show them. */
  showIn(parser: OpenParser): void {
    optionsOf.set(parser, this)
  }

  /** Prints help or usage: the usage of the script itself, and the options in a group of their own behind its groups. */
  shown<T>(parser: OpenParser, print: () => T): T {
    const isOwn = (action: Action) => this.#group._group_actions.includes(action)
    const { _actions, _action_groups } = parser
    parser._actions = _actions.filter((action) => !isOwn(action))
    const actions = [..._actions.filter(isOwn), ...this.#freeIn(parser)]
    if (actions.length > 0)
      parser._action_groups = [..._action_groups, { ...headOf(this.#group), _group_actions: actions }]
    try {
      return print()
    } finally {
      Object.assign(parser, { _actions, _action_groups })
    }
  }

  /** Whether an action is one of these. */
  has(action: Action | undefined): boolean {
    return action !== undefined && this.#group._group_actions.includes(action)
  }

  #freeIn({ _option_string_actions: taken, prefix_chars }: OpenParser): Action[] {
    return this.#group._group_actions.filter(({ option_strings }) =>
      option_strings.every((text) => prefix_chars.includes(text[0]!) && !(text in taken)),
    )
  }
}

function lend(parser: OpenParser, actions: readonly Action[]): () => void {
  const { _actions, _option_string_actions } = parser
  for (const action of actions) {
    _actions.push(action)
    for (const text of action.option_strings) _option_string_actions[text] = action
  }
  return () => {
    for (const action of actions) {
      _actions.splice(_actions.indexOf(action), 1)
      for (const text of action.option_strings) delete _option_string_actions[text]
    }
  }
}

function headOf(group: GroupOfActions): { title?: string; description?: string } {
  const { title, description } = group as { title?: string; description?: string }
  return { title, description }
}
