import { dirname, join } from 'node:path'
import { disk } from './disk'
import { fileError } from './file-error'
import { syncFolder } from './folders'
import { temporaryFileName } from './hidden-names'
import { toBytes, unlinkQuietly, writeNewFile } from './new-file'

/**
 * `syncFolder: false` leaves the folder's sync to the caller, who writes several files and syncs once; `durable: false` syncs
 * nothing, for what may be lost or cut by a power failure without harm.
 */
export interface ReplaceOptions {
  syncFolder?: boolean
  durable?: boolean
}

/**
 * Replaces a file's content, or makes the file. A reader, and whoever comes after a crash, sees the old content or the
 * new, never a part; when it returns, the new content is on the disk.
 * Throws FileError: the previous file is unchanged, unless the code is EXMAN_NOT_DURABLE: then the new one is in place.
 */
export function replaceFile(path: string, content: string | Uint8Array, options: ReplaceOptions = {}): void {
  const temporary = join(dirname(path), temporaryFileName())
  const { durable = true } = options
  try {
    writeNewFile(temporary, toBytes(content), durable)
    rename(temporary, path)
  } catch (cause) {
    throw fileError(cause, 'write', path, exists(path) ? 'The previous file is unchanged.' : undefined)
  }
  if (options.syncFolder ?? durable) syncFolder(dirname(path), path)
}

function rename(temporary: string, path: string): void {
  try {
    disk().renameSync(temporary, path)
  } catch (cause) {
    unlinkQuietly(temporary)
    throw cause
  }
}

function exists(path: string): boolean {
  try {
    disk().lstatSync(path)
    return true
  } catch {
    return false
  }
}
