import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Whether something of that name is in a folder or in one above it, where the folder really lies; not when there is no such folder. */
export function hasAbove(folder: string, name: string): boolean {
  try {
    for (let level = realpathSync(folder); ; level = dirname(level)) {
      if (existsSync(join(level, name))) return true
      if (level === dirname(level)) return false
    }
  } catch {
    return false
  }
}
