import { join } from 'node:path'
import { lookAtFolder, makeFolder } from '../files'
import { DIRS } from '../layout/names'

/** The path of a file in the cache of a root, to be read where it is there. */
export function cachePath(root: string, file: string): string {
  return join(root, DIRS.exman, DIRS.cache, file)
}

/**
 * The folder for what may be lost, made where it is missing; undefined below a root that has no `.exman`, which another tool has
 * made, and where a link stands in the way: that might lead out of the root. Throws FileError.
 */
export function openCacheFolder(root: string): string | undefined {
  const exman = join(root, DIRS.exman)
  if (lookAtFolder(exman) === undefined) return undefined
  const folder = join(exman, DIRS.cache)
  makeFolder(folder)
  return lookAtFolder(folder) === undefined ? undefined : folder
}
