import { ExmanError, OptionError } from '../errors'
import { normalize } from '../params/normalize'
import { parsePath } from '../params/path'
import { showText } from '../params/show'
import type { Json } from '../params/types'
import type { Ids } from './digest'

/** Which parameters make an experiment. All paths are dotted, as `parsePath` reads them. */
export interface IdentityOptions {
  /** The groups that name the experiment, in the order of its numbers. */
  monitored: readonly string[]
  ids: Ids
  /** Parameters that are left out of the key while they have this value. */
  neutralParams: Readonly<Record<string, Json>>
  /** Parameters that are never part of the key. */
  ignoredParams: readonly string[]
}

/** Parameters that are no part of the key unless others are named: they say something of a run. */
export const IGNORED_PARAMS: readonly string[] = ['debug', 'comment', 'author']

/** The options with their defaults filled in, checked, as copies. Throws what `checkIdentityOptions` throws. */
export function resolveIdentity(given: {
  [Option in keyof IdentityOptions]?: IdentityOptions[Option] | undefined
}): IdentityOptions {
  const {
    monitored = ['model', 'training'],
    ids = 'object-hash',
    neutralParams = {},
    ignoredParams = IGNORED_PARAMS,
  } = given
  const options = { monitored, ids, neutralParams, ignoredParams }
  checkIdentityOptions(options)
  return structuredClone(options)
}

/**
 * Checks the options that rule identity, once, before the first parameters come. Throws OptionError
 * (EXMAN_OPTION_INVALID), naming the option as the user knows it: monitoredParamKeys, ignoredParams or neutralParams.
 */
export function checkIdentityOptions({ monitored, neutralParams, ignoredParams }: IdentityOptions): void {
  checkMonitored(monitored)
  for (const path of ignoredParams) checkKeepsGroups('ignoredParams', path, monitored)
  for (const [path, value] of Object.entries(neutralParams)) {
    checkKeepsGroups('neutralParams', path, monitored)
    const problem = `has a value for "${showText(path)}" that no parameter can have`
    explained('neutralParams', value, problem, () => normalize(value))
  }
}

function checkMonitored(monitored: readonly string[]): void {
  const option = 'monitoredParamKeys'
  const none = "is empty, so every run would be the same experiment. Name a group, as in ['model']"
  if (monitored.length === 0) throw invalid(option, monitored, none)
  const twice = monitored.find((key, index) => monitored.indexOf(key) !== index)
  if (twice !== undefined) {
    throw invalid(option, monitored, `has "${showText(twice)}" twice. Name each group once`)
  }
  for (const key of monitored) readPath(option, key)
}

/** Refuses a path at or above a monitored group: taking it out would leave nothing to name the experiment by. */
function checkKeepsGroups(option: string, text: string, monitored: readonly string[]): void {
  const path = readPath(option, text)
  const covered = monitored.find((key) => {
    const group = parsePath(key)
    return path.every((segment, index) => group[index] === segment)
  })
  if (covered === undefined) return
  const problem = `has "${showText(text)}", which takes away the whole monitored group "${showText(covered)}"`
  throw invalid(option, text, `${problem}. Name a parameter inside the group, or monitor another`)
}

function readPath(option: string, text: string): string[] {
  return explained(option, text, 'has a path that cannot be read', () => parsePath(text))
}

/** Runs a check of our own and says of its error which option it is about. */
function explained<T>(option: string, value: unknown, problem: string, check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof ExmanError)
      throw invalid(option, value, `${problem}. ${error.message.replace(/\.$/, '')}`)
    throw error
  }
}

function invalid(option: string, value: unknown, problem: string): OptionError {
  return new OptionError('EXMAN_OPTION_INVALID', `The "${option}" option ${problem}.`, { option, value })
}
