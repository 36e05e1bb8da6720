import { OptionError } from '../errors'
import { formatPath, isIndex } from './path'
import { showText } from './show'
import type { Json, JsonObject } from './types'

/** What to name in an error: the option the path comes from, and the path as it stands there. */
export interface PathSource {
  option: string
  path: string
}

/**
 * A copy of a value without the object key at a path; the value itself when nothing is there. An object that the removal
 * empties goes as well, and so on upwards, but never the value itself nor an element of an array: so a parameter that
 * comes with a new group of its own leaves no trace. Throws OptionError (EXMAN_OPTION_INVALID) for a path that ends on an
 * array element, since its removal would shift the others.
 *
 * @example
 * ```ts
 * withoutPath({ lr: 0.1, warmup: { steps: 0 } }, ['warmup', 'steps'])   // { lr: 0.1 }
 * ```
 */
export function withoutPath(
  value: Json,
  path: readonly string[],
  source: PathSource = { option: 'ignoredParams', path: formatPath(path) },
): Json {
  const [key, ...rest] = path
  if (key === undefined || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return withoutInArray(value, key, rest, source)
  return withoutInObject(value, key, rest, source)
}

function withoutInObject(value: JsonObject, key: string, rest: readonly string[], source: PathSource): Json {
  if (!Object.hasOwn(value, key)) return value
  const before = value[key] as Json
  const after = rest.length === 0 ? undefined : withoutPath(before, rest, source)
  if (after === before) return value
  const copy = { ...value }
  if (after === undefined || isEmptyObject(after)) delete copy[key]
  else copy[key] = after
  return copy
}

function withoutInArray(values: Json[], key: string, rest: readonly string[], source: PathSource): Json {
  const before = isIndex(key) ? values[Number(key)] : undefined
  if (before === undefined) return values
  if (rest.length === 0) {
    const text =
      `The "${source.option}" option cannot take the path "${showText(source.path)}": it ends on an array element, and ` +
      'removing that would shift the others. Name the whole array, or a key inside the element.'
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: source.option, value: source.path })
  }
  const after = withoutPath(before, rest, source)
  return after === before ? values : values.with(Number(key), after)
}

function isEmptyObject(value: Json): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  )
}
