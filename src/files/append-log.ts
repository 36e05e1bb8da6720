import { constants } from 'node:fs'
import { dirname } from 'node:path'
import { FileError } from '../errors'
import { createOnce } from './create-once'
import { disk } from './disk'
import { fileError, incomplete, isMissing } from './file-error'
import { fileExists, syncFolder } from './folders'
import { writeWhole } from './new-file'
import { textOf } from './read'
import { replaceFile } from './replace'

// Without O_CREAT: a run folder that was removed is noticed, and never half made again.
const APPEND = constants.O_WRONLY | constants.O_APPEND

const NEWLINE = 0x0a

/**
 * A text file that grows by whole lines, for the one process that holds it. A line that `append` returned from is on the
 * disk; one that it threw for is not in the file. All methods throw FileError.
 */
export class AppendLog {
  readonly path: string
  /** Bytes of the whole lines; undefined before the file was looked at. */
  #good: number | undefined
  /** A write has failed, so what the file holds past `#good`, and what the disk holds of it, is not known. */
  #isSuspect = false

  constructor(path: string) {
    this.path = path
  }

  /**
   * The text of the file, '' when there is none. A last line without its newline was torn by a crash: it is cut off and
   * kept beside as `<name>.torn-<n>`, so that nothing is glued to it and nothing lost.
   */
  open(): string {
    const bytes = this.#read() ?? Buffer.alloc(0)
    this.#good = bytes.lastIndexOf(NEWLINE) + 1
    if (bytes.length > this.#good) {
      this.#keepTorn(bytes.subarray(this.#good))
      this.#replace(bytes.subarray(0, this.#good))
    }
    return textOf(bytes.subarray(0, this.#good))
  }

  /** Makes the file with its first line. A file that holds something already is an error, and left as it is. */
  create(header: string): void {
    const text = `${header}\n`
    if (createOnce(this.path, text)) {
      this.#good = Buffer.byteLength(text)
      return
    }
    if (this.#read()?.length !== 0) {
      const message = `Could not begin ${this.path}: it is already there, and is unchanged.`
      throw new FileError('EXMAN_WRITE_FAILED', message, { path: this.path })
    }
    this.rewrite(text)
  }

  /** Adds one line (given without its newline), durably, at a cost that does not grow with the file. */
  append(line: string): void {
    try {
      const good = this.#settle()
      const fd = disk().openSync(this.path, APPEND)
      try {
        this.#appendTo(fd, good, Buffer.from(`${line}\n`))
      } finally {
        closeQuietly(fd)
      }
    } catch (cause) {
      throw fileError(cause, 'add a line to', this.path, 'The lines before it are unchanged.')
    }
  }

  /** Replaces the whole text, which ends in a newline, atomically. */
  rewrite(text: string): void {
    this.#replace(Buffer.from(text))
  }

  /** Moves the file aside, durably, as `<name>.cut-<n>`; the log may begin again. */
  setAside(): void {
    let n = 1
    while (fileExists(`${this.path}.cut-${n}`)) n += 1
    try {
      disk().renameSync(this.path, `${this.path}.cut-${n}`)
    } catch (cause) {
      if (!isMissing(cause)) throw fileError(cause, 'rename', this.path)
    }
    this.#good = undefined
    this.#isSuspect = false
    syncFolder(dirname(this.path), this.path)
  }

  /** Where the whole lines end, after making good what went wrong before. */
  #settle(): number {
    if (this.#isSuspect) this.#heal()
    // Not looked at yet, or edited by somebody meanwhile.
    if (Number(disk().statSync(this.path).size) !== this.#good) this.open()
    return this.#good ?? 0
  }

  #appendTo(fd: number, good: number, line: Uint8Array): void {
    try {
      writeWhole(fd, line, this.path)
      const { size } = disk().fstatSync(fd)
      if (size < good + line.length) throw incomplete(this.path, size - good, line.length)
      disk().fsyncSync(fd)
      // Where somebody else has added to the file meanwhile, the next append looks at it anew.
      this.#good = good + line.length
    } catch (cause) {
      this.#isSuspect = true
      cutQuietly(fd, good)
      throw cause
    }
  }

  // After a failed sync the disk may hold less than memory shows, and a second sync of the same file would hide it;
  // a fresh file in its place does not. It also makes good a cut that failed.
  #heal(): void {
    const bytes = this.#read()
    if (bytes !== undefined) this.#replace(bytes.subarray(0, this.#good))
  }

  #replace(bytes: Uint8Array): void {
    replaceFile(this.path, bytes, { syncFolder: false })
    // The new file is in place from here on, even if the folder's sync fails.
    this.#good = bytes.length
    this.#isSuspect = false
    syncFolder(dirname(this.path), this.path)
  }

  #read(): Buffer | undefined {
    try {
      return disk().readFileSync(this.path)
    } catch (cause) {
      if (isMissing(cause)) return undefined
      throw fileError(cause, 'read', this.path)
    }
  }

  #keepTorn(tail: Uint8Array): void {
    let n = 1
    while (!createOnce(`${this.path}.torn-${n}`, tail)) n += 1
  }
}

function cutQuietly(fd: number, length: number): void {
  try {
    disk().ftruncateSync(fd, length)
  } catch {
    // The next append heals the file before it adds anything.
  }
}

// What was written is synced by then, so a fault in closing takes nothing back.
function closeQuietly(fd: number): void {
  try {
    disk().closeSync(fd)
  } catch {
    // See above.
  }
}
