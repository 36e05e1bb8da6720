import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { FileError } from '../errors'
import { createOnce } from './create-once'
import { disk } from './disk'
import { errorCode, fileError, isMissing } from './file-error'
import { folderExists } from './folders'
import { successorName } from './hidden-names'
import { judgeHolder, parseHolder, type Holder, type Judgement } from './holder'
import { jsonText } from './json-text'
import { unlinkQuietly } from './new-file'
import { thisProcess } from './process-facts'
import { readText } from './read'

const LOCK = '.lock'

/** Who holds the folder instead, and what is known of them. */
export interface Held {
  lock?: undefined
  heldBy: Holder
  judged: Exclude<Judgement, 'dead'>
}

/** `takeover` takes the lock also from a holder of whom nothing can be known, never from one that lives. */
export interface AcquireOptions {
  takeover?: boolean
  now?: () => Date
}

/** The lock of a folder, held by this process. A process that dies releases it: others see that its holder is dead. */
export class FolderLock {
  readonly #text: string
  #folder: string
  /** Which file it is, as long as nobody has put another in its place. */
  #stamp: string | undefined
  #isReleased = false

  private constructor(folder: string, text: string) {
    this.#folder = folder
    this.#text = text
  }

  /** Where the folder is. */
  get folder(): string {
    return this.#folder
  }

  /** To be told when this process has renamed the folder: the lock went along. */
  movedTo(folder: string): void {
    this.#folder = folder
    this.#stamp = undefined
  }

  /**
   * Takes the lock of a folder, or tells who has it. Of many processes at once exactly one gets it, also when they all
   * find a dead holder's lock. Throws FileError.
   */
  static acquire(
    folder: string,
    options: AcquireOptions = {},
  ): { lock: FolderLock; heldBy?: undefined } | Held {
    const inode = inodeOf(folder)
    const since = (options.now?.() ?? new Date()).toISOString()
    const text = jsonText({ format: 1, ...thisProcess(), inode, since } satisfies Holder)
    const held = own(join(folder, LOCK), { folder, inode, text, takeover: options.takeover ?? false })
    return held ?? { lock: new FolderLock(folder, text) }
  }

  /** Who has taken the lock away from this process; undefined while it is its own. Throws FileError. */
  takenBy(): Holder | undefined {
    const path = join(this.folder, LOCK)
    const stamp = stampOf(path)
    if (stamp !== undefined && stamp === this.#stamp) return undefined
    const present = readText(path)
    if (present === this.#text) this.#stamp = stamp
    return present === undefined || present === this.#text ? undefined : parseHolder(present)
  }

  /** Gives the lock back, if it is still this one. May be called again, and when the folder is gone. Throws FileError. */
  release(): void {
    if (this.#isReleased) return
    const path = join(this.folder, LOCK)
    try {
      if (readText(path) === this.#text) disk().unlinkSync(path)
    } catch (cause) {
      if (!isMissing(cause)) throw fileError(cause, 'release the lock', path)
    }
    this.#isReleased = true
  }
}

/** The holder that a folder's lock names, alive or not; undefined when it is not locked. Throws FileError. */
export function readHolder(folder: string): Holder | undefined {
  const text = readText(join(folder, LOCK))
  const holder = text === undefined ? undefined : parseHolder(text)
  return holder && holder.inode === inodeOf(folder) ? holder : undefined
}

/** Whether a process holds the folder; one of whom nothing can be known counts. Throws FileError. */
export function isHeld(folder: string): boolean {
  const holder = folderExists(folder) ? readHolder(folder) : undefined
  return holder !== undefined && judgeHolder(holder) !== 'dead'
}

interface Claim {
  folder: string
  inode: string
  text: string
  takeover: boolean
}

/**
 * Makes the file at `path` hold the claim's text, unless somebody holds it. A dead holder's file is replaced by its
 * successor: a file whose name follows from the dead one's content, so there is only one, which is owned in the same way
 * (its maker may die, too). While one is owned nobody else replaces that content, so what was read is what is replaced;
 * one that comes late finds other content.
 */
function own(path: string, claim: Claim): Held | undefined {
  for (let tries = 0; tries < 100; tries += 1) {
    if (createOnce(path, claim.text, { durable: false })) return undefined
    const present = readText(path)
    // Released a moment ago.
    if (present === undefined) continue
    const held = judge(present, claim)
    if (held) return held
    const successor = join(claim.folder, successorName(createHash('sha256').update(present).digest('hex')))
    const rival = own(successor, claim)
    // Only the owner of the successor changes the path from here on; before, another may have got there.
    if (rival && readText(path) === present) return rival
    if (rival) continue
    if (succeed(successor, path, present)) return undefined
  }
  const message = `Could not lock ${claim.folder}: ${path} changes again and again, or is no plain file.`
  throw new FileError('EXMAN_WRITE_FAILED', message, { path })
}

function judge(text: string, claim: Claim): Held | undefined {
  const heldBy = parseHolder(text)
  // Locks come whole into being, so a text that names nobody was damaged later; nobody can still hold by it.
  if (heldBy === undefined || heldBy.inode !== claim.inode) return undefined
  const judged = judgeHolder(heldBy)
  if (judged === 'dead' || (judged === 'unknown' && claim.takeover)) return undefined
  return { heldBy, judged }
}

/** Puts an owned successor in the place of the content it may replace; false when that was no longer there. */
function succeed(successor: string, path: string, expected: string): boolean {
  try {
    if (readText(path) === expected) {
      disk().renameSync(successor, path)
      return true
    }
  } catch (cause) {
    unlinkQuietly(successor)
    if (errorCode(cause) === 'ENOENT') return false
    throw fileError(cause, 'lock', path)
  }
  unlinkQuietly(successor)
  return false
}

/** Tells one file at a path from the next. */
function stampOf(path: string): string | undefined {
  try {
    const { ino, mtimeNs } = disk().statSync(path)
    return `${ino} ${mtimeNs}`
  } catch (cause) {
    if (isMissing(cause)) return undefined
    throw fileError(cause, 'read', path)
  }
}

function inodeOf(folder: string): string {
  try {
    return String(disk().statSync(folder).ino)
  } catch (cause) {
    throw fileError(cause, 'lock', folder)
  }
}
