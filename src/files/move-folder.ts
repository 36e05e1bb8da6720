import { dirname } from 'node:path'
import { disk } from './disk'
import { fileError } from './file-error'
import { claim, giveUp, syncFolder } from './folders'
import { discardFolder } from './remove'

/** Renames a folder within its parent, durably; what stood under the new name goes. Throws FileError. */
export function moveFolder(from: string, to: string): void {
  discardFolder(to)
  rename(from, to)
  syncFolder(dirname(to), to)
}

/** Renames a folder into another parent, durably. One that holds something already is an error. Throws FileError. */
export function relocateFolder(from: string, to: string): void {
  rename(from, to)
  // Where it is now first: a crash between the two may show it in both places, but never in none.
  syncFolder(dirname(to), to)
  syncFolder(dirname(from), to)
}

/**
 * Renames a folder to a name that is free, durably, and says whether it was: of many that want the name, one gets it. `onMoved`
 * hears of it, also when the disk fails after that. Killed in between, it leaves the folder where it was, and an empty one under the
 * new name. Throws FileError.
 */
export function relocateIfFree(from: string, to: string, onMoved: () => void): boolean {
  // A rename alone is no claim: it takes the place of an empty folder, which another process may just have made.
  if (!claim(to)) return false
  try {
    if (process.platform === 'win32') disk().rmdirSync(to)
    rename(from, to)
  } catch (error) {
    giveUp(to)
    throw error
  }
  onMoved()
  syncFolder(dirname(to), to)
  syncFolder(dirname(from), to)
  return true
}

function rename(from: string, to: string): void {
  try {
    disk().renameSync(from, to)
  } catch (cause) {
    throw fileError(cause, 'rename', from)
  }
}
