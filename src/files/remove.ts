import { dirname, join } from 'node:path'
import { disk } from './disk'
import { errorCode, fileError } from './file-error'
import { listFolder, syncFolder, syncFolderAsync } from './folders'
import { isTemporaryName, removedFolderName } from './hidden-names'

/**
 * Removes a folder and all that is in it; links are removed, never what they point to. It leaves its name in one step,
 * before anything in it goes, so nobody ever sees a part of it. A folder that is gone is no error. Throws FileError.
 */
export async function removeFolder(path: string): Promise<void> {
  const removed = join(dirname(path), removedFolderName())
  try {
    await disk().rename(path, removed)
    await syncFolderAsync(dirname(path))
    await disk().rm(removed)
  } catch (cause) {
    if (errorCode(cause) !== 'ENOENT') throw fileError(cause, 'remove', path)
  }
}

/**
 * Removes a folder that its maker gives up, and all that is in it, before it returns. Never throws: the fault that led
 * to giving it up is the one to report, and what stays was never whole.
 */
export function discardFolder(path: string): void {
  try {
    const removed = join(dirname(path), removedFolderName())
    disk().renameSync(path, removed)
    disk().rmSync(removed)
  } catch {
    // See above.
  }
}

/** Removes a folder that is empty, and says whether it is gone: one that holds something stays. Throws FileError. */
export function removeEmptyFolder(path: string): boolean {
  try {
    disk().rmdirSync(path)
  } catch (cause) {
    const code = errorCode(cause) ?? ''
    if (['ENOTEMPTY', 'EEXIST'].includes(code)) return false
    if (code !== 'ENOENT') throw fileError(cause, 'remove', path)
  }
  syncFolder(dirname(path), path)
  return true
}

/** Removes a file or a link, never what it points to. One that is gone is no error. Throws FileError. */
export function removeFile(path: string): void {
  try {
    disk().unlinkSync(path)
  } catch (cause) {
    if (errorCode(cause) !== 'ENOENT') throw fileError(cause, 'remove', path)
  }
}

/**
 * Removes what interrupted writes and removals have left directly in a folder, and gives the names. Only the holder of
 * the folder calls it, between its own writes. What cannot be removed stays for the next time; `only` spares all others.
 * Throws FileError when the folder cannot be listed.
 */
export function sweepTemporary(folder: string, only?: readonly string[]): string[] {
  const strays = listFolder(folder).filter((name) => isTemporaryName(name) && (only?.includes(name) ?? true))
  return strays.filter((name) => isRemoved(join(folder, name)))
}

function isRemoved(path: string): boolean {
  try {
    disk().rmSync(path)
    return true
  } catch {
    return false
  }
}
