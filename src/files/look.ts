import { constants, type Dirent, type Stats } from 'node:fs'
import { resolve } from 'node:path'
import { FileError } from '../errors'
import { disk } from './disk'
import { errorCode, fileError, isMissing } from './file-error'

// Where a system lacks the latter two it has nothing that they are for: links, and pipes that wait for a writer.
const QUIETLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Where small files are read to, one after the other. */
const room = Buffer.allocUnsafeSlow(64 * 1024)

/** Files changed so shortly before they are looked at may change again without another time on them. */
const SETTLED_AFTER = 3000

const LINK = 'a link, which is not followed'
const NO_FILE = 'no file'

/** A name in a folder, and what stands there; links are not followed. */
export interface FolderEntry {
  name: string
  kind: 'folder' | 'file' | 'link' | 'other'
}

/** A file or folder as it was at one moment. */
export interface Look {
  /** Other for every other content, as far as a file system can tell without reading it. */
  stamp: string
  /** When it was changed last, in milliseconds since 1970, by the clock of the disk. */
  changedAt: number
  bytes: number
}

/** What stands in a folder; nothing when there is no such folder. Throws FileError. */
export function listEntries(path: string): FolderEntry[] {
  try {
    return disk()
      .direntsSync(path)
      .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
  } catch (cause) {
    if (isMissing(cause)) return []
    throw fileError(cause, 'list', path)
  }
}

/** Looks at a file without reading it; undefined when there is none. Throws FileError, also for a link and what is no file. */
export function look(path: string): Look | undefined {
  const found = stats(path)
  if (found === undefined) return undefined
  if (!found.isFile()) throw notPlain(path, found.isSymbolicLink() ? LINK : NO_FILE)
  return lookOf(found)
}

/** Looks at a folder: its stamp is other when something came into it or went. Undefined for a link, or what is no folder. */
export function lookAtFolder(path: string): Look | undefined {
  const found = stats(path)
  return found?.isDirectory() === true ? lookOf(found) : undefined
}

/** What stands at a path, itself: links are not followed. Undefined for nothing. Throws FileError. */
export function kindAt(path: string): FolderEntry['kind'] | undefined {
  const found = stats(path)
  return found && kindOf(found)
}

/** Whether the stamp would tell of a change from now on; not so for what was changed a moment ago. `now` is in milliseconds. */
export function isSettled({ changedAt }: Look, now: number): boolean {
  return now - changedAt >= SETTLED_AFTER
}

/**
 * The text of a small file, its byte order mark taken off, and a look at it: the quick way, for thousands of them. Undefined when
 * there is none. Throws FileError, also for a link, for what is no file, and for more than `mostBytes`.
 */
export function readLooked(path: string, mostBytes: number): { look: Look; text: string } | undefined {
  return open(path, (fd) => {
    const look = lookAtOpen(fd, path, mostBytes)
    // Nobody else gets the bytes, so all small files can have the same room.
    const into = look.bytes <= room.length ? room : Buffer.allocUnsafe(look.bytes)
    const text = into.toString('utf8', 0, readInto(into, fd, look.bytes))
    return { look, text: text.startsWith('\uFEFF') ? text.slice(1) : text }
  })
}

/** The same with the bytes as they are. */
export function readLookedBytes(path: string, mostBytes: number): { look: Look; bytes: Buffer } | undefined {
  return open(path, (fd) => {
    const look = lookAtOpen(fd, path, mostBytes)
    const into = Buffer.allocUnsafe(look.bytes)
    return { look, bytes: into.subarray(0, readInto(into, fd, look.bytes)) }
  })
}

function open<T>(path: string, work: (fd: number) => T): T | undefined {
  let fd: number
  try {
    fd = disk().openSync(path, QUIETLY)
  } catch (cause) {
    if (isMissing(cause)) return undefined
    throw errorCode(cause) === 'ELOOP' ? notPlain(path, LINK) : fileError(cause, 'read', path)
  }
  try {
    try {
      return work(fd)
    } finally {
      disk().closeSync(fd)
    }
  } catch (cause) {
    throw fileError(cause, 'read', path)
  }
}

function lookAtOpen(fd: number, path: string, mostBytes: number): Look {
  const found = disk().fstatSync(fd)
  if (!found.isFile()) throw notPlain(path, NO_FILE)
  if (found.size > mostBytes) throw notPlain(path, `larger than ${mostBytes} bytes`)
  return lookOf(found)
}

/** Reads so many bytes; fewer come only of a file that was cut since. */
function readInto(into: Uint8Array, fd: number, size: number): number {
  let read = 0
  for (let more = 1; more > 0 && read < size; read += more)
    more = disk().readSync(fd, into, read, size - read)
  return read
}

function stats(path: string): Stats | undefined {
  try {
    return disk().lookSync(path)
  } catch (cause) {
    if (isMissing(cause)) return undefined
    throw fileError(cause, 'read', path)
  }
}

/** What a file or folder looked like, by what the disk told of it. */
export function lookOf({ ctimeMs, size, ino }: Stats): Look {
  return { stamp: `${ctimeMs} ${size} ${ino}`, changedAt: ctimeMs, bytes: size }
}

function kindOf(entry: Dirent | Stats): FolderEntry['kind'] {
  if (entry.isDirectory()) return 'folder'
  if (entry.isFile()) return 'file'
  return entry.isSymbolicLink() ? 'link' : 'other'
}

function notPlain(path: string, what: string): FileError {
  return new FileError('EXMAN_FILE_INVALID', `Could not read ${path}: it is ${what}.`, {
    path: resolve(path),
  })
}
