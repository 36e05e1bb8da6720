import type { Action, ArgumentGroup, MutuallyExclusiveGroup, MutuallyExclusiveGroupOptions } from 'argparse'
import { OptionError } from '../errors'
import { isDataObject } from '../params/data-object'
import { show } from '../params/show'
import type { ArgOptions } from './arg-types'

/** What declares arguments that may be volatile. */
interface Declaring {
  add_argument(name: string, ...names: string[]): Action
  add_argument(name: string, ...namesAndOptions: [...string[], ArgOptions]): Action
}

/** A group of arguments that exclude each other; as argparse's, and arguments may be volatile. */
export type RecordingExclusiveGroup = Omit<MutuallyExclusiveGroup, 'add_argument'> & Declaring

/** A group of arguments; as argparse's, and arguments may be volatile. */
export type RecordingGroup = Omit<ArgumentGroup, 'add_argument' | 'add_mutually_exclusive_group'> &
  Declaring & {
    add_mutually_exclusive_group(options?: MutuallyExclusiveGroupOptions): RecordingExclusiveGroup
  }

type Add = (...args: never[]) => Action

const volatileActions = new WeakSet<Action>()

/** Whether an argument is not part of the record. */
export function isVolatile(action: Action): boolean {
  return volatileActions.has(action)
}

/** Declares an argument by argparse's `add_argument`, which does not know the option `volatile`. */
export function declare(add: Add, args: readonly unknown[]): Action {
  const options = args.at(-1)
  if (!isDataObject(options) || !('volatile' in options)) return named(add(...(args as never[])))
  const { volatile, ...rest } = options
  if (volatile !== undefined && typeof volatile !== 'boolean') {
    const text = `The "volatile" option of add_argument must be true or false, got ${show(volatile)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'volatile', value: volatile })
  }
  const action = named(add(...([...args.slice(0, -1), rest] as never[])))
  if (volatile === true) volatileActions.add(action)
  return action
}

// No object can hold it as its own: the value would be lost, or change what the arguments are.
function named(action: Action): Action {
  if (action.dest !== '__proto__') return action
  const text =
    'An argument cannot have the name __proto__, which stands for the prototype of an object. Choose another.'
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'dest', value: action.dest })
}

/** Has a group of arguments, and the groups in it, accept the option as well. */
export function acceptVolatile(group: ArgumentGroup): RecordingGroup {
  const addGroup = group.add_mutually_exclusive_group.bind(group)
  group.add_mutually_exclusive_group = (options) => acceptVolatileIn(addGroup(options))
  return acceptVolatileIn(group)
}

/** The same for a group that holds no others. */
export function acceptVolatileIn<T extends MutuallyExclusiveGroup>(group: T): T {
  const add: Add = group.add_argument.bind(group)
  group.add_argument = (...args: unknown[]) => declare(add, args)
  return group
}
