import { ParamsError } from '../errors'
import { missingKey } from '../params/missing-path'
import { getAt, parsePath } from '../params/path'
import { showText } from '../params/show'
import type { Json, JsonObject } from '../params/types'
import { comparableValue } from './comparable'
import { digest, type Ids } from './digest'
import { groupNumber } from './group-number'
import type { IdentityOptions } from './identity-options'

export { checkIdentityOptions, resolveIdentity, type IdentityOptions } from './identity-options'

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

function keyedValue(params: JsonObject, key: string, options: IdentityOptions): Json {
  const group = parsePath(key)
  const whole = getAt(params, group)
  if (whole === undefined) throw missingGroup(params, key, group)
  return comparableValue(whole, group, options)
}

function missingGroup(params: JsonObject, key: string, group: readonly string[]): ParamsError {
  const { has, meant } = missingKey(params, group)
  const hint =
    meant === undefined ? 'Add the group, or monitor others.' : `Did you mean "${showText(meant)}"?`
  const text = `The monitored group "${showText(key)}" is not among the parameters. ${has}. ${hint}`
  return new ParamsError('EXMAN_PARAMS_MISSING', text, { path: key })
}
