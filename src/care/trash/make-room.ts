import { join } from 'node:path'
import { FOLDERS_FILE } from '../../catalog/cache/known-folders'
import { RUNS_FILE } from '../../catalog/cache/known-runs'
import { FileError } from '../../errors'
import { kindAt, removeFile } from '../../files'
import { DIRS } from '../../layout/names'

/**
 * Does something that needs a little room on the disk; when there is none, the cache of the root goes, which may be deleted at any
 * time, and it is tried once more. Throws FileError: `EXMAN_DISK_FULL` with what helps, when that is not enough.
 */
export function makingRoom<T>(root: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!isFull(error)) throw error
    if (!hasDroppedCache(root)) throw withAdvice(error)
  }
  try {
    return work()
  } catch (error) {
    throw isFull(error) ? withAdvice(error) : error
  }
}

/** Whether an error says that the disk is full. */
export function isFull(error: unknown): error is FileError {
  return error instanceof FileError && error.code === 'EXMAN_DISK_FULL'
}

function hasDroppedCache(root: string): boolean {
  const folder = join(root, DIRS.exman, DIRS.cache)
  if (kindAt(folder) !== 'folder') return false
  const files = [RUNS_FILE, FOLDERS_FILE].map((file) => join(folder, file))
  const present = files.filter((file) => kindAt(file) === 'file')
  for (const file of present) removeFile(file)
  return present.length > 0
}

function withAdvice(error: FileError): FileError {
  const text =
    `${error.message} A run that goes to the trash needs some kilobytes, and frees nothing yet. ` +
    'To empty the trash (exman trash --empty), and to remove checkpoints (exman prune), no room is needed.'
  return new FileError(error.code as 'EXMAN_DISK_FULL', text, { path: error.path, cause: error.cause })
}
