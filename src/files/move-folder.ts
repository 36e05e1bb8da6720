import { dirname } from 'node:path'
import { disk } from './disk'
import { fileError } from './file-error'
import { syncFolder } from './folders'
import { discardFolder } from './remove'

/** Renames a folder within its parent, durably; what stood under the new name goes. Throws FileError. */
export function moveFolder(from: string, to: string): void {
  discardFolder(to)
  try {
    disk().renameSync(from, to)
  } catch (cause) {
    throw fileError(cause, 'rename', from)
  }
  syncFolder(dirname(to), to)
}
