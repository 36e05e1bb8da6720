import { nearest } from './nearest'
import { formatPath, getAt } from './path'
import { showText } from './show'
import type { JsonObject } from './types'

/** What to tell of a path at which there is nothing. */
export interface MissingPath {
  /** How far it leads, and which keys are there instead, as a clause. */
  has: string
  /** The path that was most likely meant. */
  meant: string | undefined
}

/** Finds out what there is in the parameters instead of a path that they lack. */
export function missingPath(params: JsonObject, path: readonly string[]): MissingPath {
  const { has, parent, meant } = missingKey(params, path)
  return { has, meant: meant === undefined ? undefined : formatPath([...parent, meant]) }
}

/** The same, with the one key on the path that was most likely meant, and the object that has it. */
export function missingKey(
  params: JsonObject,
  path: readonly string[],
): { has: string; parent: readonly string[]; meant: string | undefined } {
  // The deepest object on the way that is there: its keys are what may have been meant.
  const depth = path.findIndex((_, index) => getAt(params, path.slice(0, index + 1)) === undefined)
  const parent = path.slice(0, depth)
  const found = getAt(params, parent)
  const known = typeof found === 'object' && found !== null ? Object.keys(found) : []
  const where = depth === 0 ? 'The parameters have' : `The parameter "${showText(formatPath(parent))}" has`
  const has = `${where} ${known.length === 0 ? 'no keys' : listed(known)}`
  return { has, parent, meant: nearest(path[depth] as string, known) }
}

function listed(keys: readonly string[]): string {
  const shown = keys.slice(0, 20).map((key) => `"${showText(key)}"`)
  return keys.length > shown.length
    ? `${shown.join(', ')} and ${keys.length - shown.length} more`
    : shown.join(', ')
}
