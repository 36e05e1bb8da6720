import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { findAbove } from './find-above'

/** Whether something of that name is in a folder or in one above it, where the folder really lies; not when there is no such folder. */
export function hasAbove(folder: string, name: string): boolean {
  try {
    return findAbove(realpathSync(folder), (level) => existsSync(join(level, name)) || undefined) ?? false
  } catch {
    return false
  }
}
