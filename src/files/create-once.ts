import { dirname, join } from 'node:path'
import { disk } from './disk'
import { errorCode, fileError } from './file-error'
import { syncFolder } from './folders'
import { temporaryFileName } from './hidden-names'
import { toBytes, unlinkQuietly, writeNewFile } from './new-file'

/** `durable: false` skips every sync, for a file that a power loss may take; `syncFolder: false` that of the folder. */
export interface CreateOnceOptions {
  syncFolder?: boolean
  durable?: boolean
}

const NO_HARD_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/**
 * Makes a file that must never change: true when this call made it, false when it was there (and is left as it is).
 * Of many callers at once exactly one makes it, and nobody ever sees a part of it. Throws FileError.
 */
export function createOnce(
  path: string,
  content: string | Uint8Array,
  options: CreateOnceOptions = {},
): boolean {
  const durable = options.durable ?? true
  try {
    if (isThere(path) || !create(path, toBytes(content), durable)) return false
  } catch (cause) {
    throw fileError(cause, 'write', path, 'No file was made.')
  }
  if (durable && (options.syncFolder ?? true)) syncFolder(dirname(path), path)
  return true
}

// Most callers find the file there; looking first spares them a synced hidden file.
function isThere(path: string): boolean {
  try {
    disk().lstatSync(path)
    return true
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return false
    throw cause
  }
}

function create(path: string, bytes: Uint8Array, durable: boolean): boolean {
  for (let isLastTry = false; ; isLastTry = true) {
    const temporary = join(dirname(path), temporaryFileName())
    writeNewFile(temporary, bytes, durable)
    try {
      disk().linkSync(temporary, path)
      return true
    } catch (cause) {
      const code = errorCode(cause) ?? ''
      if (code === 'EEXIST') return false
      if (NO_HARD_LINKS.includes(code)) return createExclusively(path, bytes, durable)
      // The holder of the folder may just have swept it, our hidden file included; a vanished folder fails the next try.
      if (code !== 'ENOENT' || isLastTry) throw cause
    } finally {
      unlinkQuietly(temporary)
    }
  }
}

// Second best: still one maker only, but a reader may catch the file unfinished.
function createExclusively(path: string, bytes: Uint8Array, durable: boolean): boolean {
  try {
    writeNewFile(path, bytes, durable)
    return true
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false
    throw cause
  }
}
