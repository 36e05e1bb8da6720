import { ParamsError } from '../errors'
import { isEqualJson } from '../params/equal'
import { nearest } from '../params/nearest'
import { normalize } from '../params/normalize'
import { formatPath, getAt, parsePath } from '../params/path'
import { showText } from '../params/show'
import type { Json, JsonObject } from '../params/types'
import { withoutPath } from '../params/without-paths'
import { digest, type Ids } from './digest'
import { groupNumber } from './group-number'
import type { IdentityOptions } from './identity-options'

export { checkIdentityOptions, type IdentityOptions } from './identity-options'

/** A monitored group as it enters the key: neutral and ignored parameters taken out. */
export interface KeyedGroup {
  /** SHA-256 of the value, 64 hexadecimal digits. */
  digest: string
  /** The value that was digested. */
  value: Json
}

/** What makes an experiment: its name, and the values behind the name. */
export interface Identity {
  /** `exp-<number>-<number>…`, one number a group in the order of `monitored`. */
  name: string
  /** How the digests and numbers were made. */
  ids: Ids
  /** The monitored groups as dotted paths, in the order of the numbers. */
  monitored: readonly string[]
  /** What each group contributes, by its path. */
  groups: Record<string, KeyedGroup>
}

/**
 * Works out which experiment some parameters belong to. Writes nothing; the parameters have to be normalised. Throws
 * ParamsError (EXMAN_PARAMS_MISSING) when a monitored group is not among them.
 */
export function identify(params: JsonObject, options: IdentityOptions): Identity {
  const { monitored, ids } = options
  const keyed = monitored.map((key) => {
    const value = keyedValue(params, key, options)
    return [key, { digest: digest(value, ids), value }] as const
  })
  const numbers = keyed.map(([, group]) => groupNumber(group.digest, ids))
  return { name: ['exp', ...numbers].join('-'), ids, monitored, groups: Object.fromEntries(keyed) }
}

function keyedValue(
  params: JsonObject,
  key: string,
  { ignoredParams, neutralParams }: IdentityOptions,
): Json {
  const group = parsePath(key)
  const whole = getAt(params, group)
  if (whole === undefined) throw missingGroup(params, key, group)

  const drop = (value: Json, { option, path, inside }: RemovedPath) =>
    withoutPath(value, inside, { option, path })
  const named = pathsInside(group, 'ignoredParams', ignoredParams).reduce(drop, whole)
  // All are compared before any is removed, so that the order in which they are listed cannot change an id.
  const neutral = pathsInside(group, 'neutralParams', Object.keys(neutralParams)).filter(
    ({ path, inside }) => {
      const value = getAt(named, inside)
      return value !== undefined && isEqualJson(value, normalize(neutralParams[path]))
    },
  )
  return neutral.reduce(drop, named)
}

/** A path to take out: as the user wrote it, and from the group on. */
interface RemovedPath {
  option: string
  path: string
  inside: readonly string[]
}

function pathsInside(group: readonly string[], option: string, paths: readonly string[]): RemovedPath[] {
  return paths
    .map((path) => ({ path, segments: parsePath(path) }))
    .filter(({ segments }) => group.every((segment, index) => segments[index] === segment))
    .map(({ path, segments }) => ({ option, path, inside: segments.slice(group.length) }))
}

function missingGroup(params: JsonObject, key: string, group: readonly string[]): ParamsError {
  // The deepest object on the way that is there: its keys are what may have been meant.
  const depth = group.findIndex((_, index) => getAt(params, group.slice(0, index + 1)) === undefined)
  const parent = group.slice(0, depth)
  const found = getAt(params, parent)
  const known = typeof found === 'object' && found !== null ? Object.keys(found) : []
  const where = depth === 0 ? 'The parameters have' : `The parameter "${showText(formatPath(parent))}" has`
  const has = `${where} ${known.length === 0 ? 'no keys' : listed(known)}`
  const meant = nearest(group[depth] as string, known)
  const hint =
    meant === undefined
      ? 'Add the group, or change monitoredParamKeys.'
      : `Did you mean "${showText(meant)}"?`
  const text = `The monitored group "${showText(key)}" is not among the parameters. ${has}. ${hint}`
  return new ParamsError('EXMAN_PARAMS_MISSING', text, { path: key })
}

function listed(keys: readonly string[]): string {
  const shown = keys.slice(0, 20).map((key) => `"${showText(key)}"`)
  return keys.length > shown.length
    ? `${shown.join(', ')} and ${keys.length - shown.length} more`
    : shown.join(', ')
}
