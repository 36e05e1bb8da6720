import { dirname } from 'node:path'
import { disk } from './disk'
import { fileError } from './file-error'
import { syncFolder } from './folders'
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

function rename(from: string, to: string): void {
  try {
    disk().renameSync(from, to)
  } catch (cause) {
    throw fileError(cause, 'rename', from)
  }
}
