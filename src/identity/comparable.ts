import { isEqualJson } from '../params/equal'
import { normalize } from '../params/normalize'
import { getAt, parsePath } from '../params/path'
import type { Json, JsonObject } from '../params/types'
import { withoutPath } from '../params/without-paths'
import type { IdentityOptions } from './identity-options'

/**
 * What of some parameters counts when two runs are compared: all but the ignored ones, and the neutral ones that have their
 * neutral value.
 */
export function comparableParams(
  params: JsonObject,
  { ignoredParams, neutralParams }: Pick<IdentityOptions, 'ignoredParams' | 'neutralParams'>,
): Json {
  const named = ignoredParams.reduce<Json>((rest, path) => withoutPath(rest, parsePath(path)), params)
  // All are compared before any is removed, as for the key.
  const neutral = Object.entries(neutralParams).filter(([path, value]) => {
    const found = getAt(named, parsePath(path))
    return found !== undefined && isEqualJson(found, normalize(value))
  })
  return neutral.reduce<Json>((rest, [path]) => withoutPath(rest, parsePath(path)), named)
}
