import { isEqualJson } from '../params/equal'
import { normalize } from '../params/normalize'
import { getAt, parsePath } from '../params/path'
import type { Json, JsonObject } from '../params/types'
import { withoutPath } from '../params/without-paths'
import type { IdentityOptions } from './identity-options'

type CountingOptions = Pick<IdentityOptions, 'ignoredParams' | 'neutralParams'>

/**
 * What of some parameters counts when two runs are compared: all but the ignored ones, and the neutral ones that have their
 * neutral value.
 */
export function comparableParams(params: JsonObject, options: CountingOptions): Json {
  return comparableValue(params, [], options)
}

/** The same of the value at a path into the parameters, as it enters the key of an experiment. */
export function comparableValue(
  whole: Json,
  group: readonly string[],
  { ignoredParams, neutralParams }: CountingOptions,
): Json {
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
