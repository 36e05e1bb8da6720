import { dirname, join, resolve } from 'node:path'
import { FileError } from '../errors'
import { disk } from './disk'
import { errorCode, fileError, isMissing, noFreeName, notDurable } from './file-error'

/**
 * Makes durable what was made, renamed or linked in a folder. Skipped where folders cannot be synced.
 * Throws FileError EXMAN_NOT_DURABLE, naming what was written.
 */
export function syncFolder(path: string, written: string = path): void {
  try {
    sync(path)
  } catch (cause) {
    throw notDurable(cause, written)
  }
}

/** Syncs a folder without holding up the event loop. Throws the operating system's error as it is. */
export async function syncFolderAsync(path: string): Promise<void> {
  try {
    const handle = await disk().open(path, 'r')
    await handle.sync().finally(() => handle.close())
  } catch (cause) {
    if (!isSyncUnsupported(cause)) throw cause
  }
}

/** Makes a folder and the missing ones above it, each durable. Throws FileError, naming the level that failed. */
export function ensureFolder(path: string): void {
  const missing: string[] = []
  for (let level = resolve(path); !folderExists(level); level = dirname(level)) {
    missing.unshift(level)
    // A drive that does not exist has nothing above it; making it then fails with its reason.
    if (level === dirname(level)) break
  }
  for (const level of missing) makeFolder(level)
}

/** Makes one folder in a folder that exists, durably; one that is there is fine. Throws FileError. */
export function makeFolder(path: string): void {
  if (claim(path)) return syncFolder(dirname(path), path)
  if (folderExists(path)) return
  const message = `Could not make the folder ${path}: something that is not a folder is already there. It is unchanged.`
  throw new FileError('EXMAN_WRITE_FAILED', message, { path })
}

/**
 * Makes a folder of its own for the caller under the first free name, durably, and returns the name. However many
 * processes try the same names at the same moment, each gets a different folder. Throws FileError.
 */
export function claimFolder(parent: string, names: Iterable<string>): string {
  for (const name of names) {
    const path = join(parent, name)
    if (!claim(path)) continue
    try {
      sync(parent)
    } catch (cause) {
      giveUp(path)
      throw fileError(cause, 'make the folder', path)
    }
    return name
  }
  throw noFreeName(parent)
}

/** The names in a folder; none when there is no such folder. Throws FileError. */
export function listFolder(path: string): string[] {
  try {
    return disk().readdirSync(path)
  } catch (cause) {
    if (isMissing(cause)) return []
    throw fileError(cause, 'list', path)
  }
}

/** Whether there is a folder (or a link to one) at the path. Throws FileError when that cannot be known. */
export function folderExists(path: string): boolean {
  return stat(path)?.isDirectory() ?? false
}

/** Whether there is a file (or a link to one) at the path. Throws FileError when that cannot be known. */
export function fileExists(path: string): boolean {
  return stat(path)?.isFile() ?? false
}

/** The bytes of a plain file; undefined when there is none, a link included. Throws FileError when that cannot be known. */
export function fileSize(path: string): number | undefined {
  const found = stat(path, 'lstatSync')
  return found?.isFile() ? Number(found.size) : undefined
}

function sync(path: string): void {
  try {
    const fd = disk().openSync(path, 'r')
    try {
      disk().fsyncSync(fd)
    } finally {
      disk().closeSync(fd)
    }
  } catch (cause) {
    if (!isSyncUnsupported(cause)) throw cause
  }
}

function stat(path: string, how: 'statSync' | 'lstatSync' = 'statSync') {
  try {
    return disk()[how](path)
  } catch (cause) {
    if (isMissing(cause)) return undefined
    throw fileError(cause, 'read', path)
  }
}

/**
 * Makes a folder, not durably, and says whether it did: false when something is there. mkdir is the claim: of any number of callers
 * exactly one succeeds (`recursive` would let all of them pass). Throws FileError.
 */
export function claim(path: string): boolean {
  try {
    disk().mkdirSync(path)
    return true
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false
    throw fileError(cause, 'make the folder', path)
  }
}

/** Takes away a folder that was claimed, and is empty: nobody has learned of it, so it would stay as an empty run. */
export function giveUp(path: string): void {
  try {
    disk().rmdirSync(path)
  } catch {
    // The fault that led here is the one to report.
  }
}

function isSyncUnsupported(cause: unknown): boolean {
  const code = errorCode(cause) ?? ''
  if (['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'].includes(code)) return true
  return process.platform === 'win32' && ['EISDIR', 'EPERM', 'EACCES'].includes(code)
}
