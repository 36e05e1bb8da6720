import { disk } from './disk'
import { fileError } from './file-error'

/** A file that takes what a program prints, as it comes. It is not synced, and stays open when its folder moves. */
export class OutputFile {
  readonly path: string
  #fd: number | undefined

  /** Opens the file at its end, making it when it is missing. Throws FileError. */
  constructor(path: string) {
    this.path = path
    try {
      this.#fd = disk().openSync(path, 'a')
    } catch (cause) {
      throw fileError(cause, 'open', path)
    }
  }

  /** Adds bytes. Throws FileError; what was written so far stays, and what comes later is dropped. */
  write(bytes: Uint8Array): void {
    if (this.#fd === undefined) return
    try {
      for (let done = 0; done < bytes.length;)
        done += disk().writeSync(this.#fd, bytes, done, bytes.length - done)
    } catch (cause) {
      this.#giveUp()
      throw fileError(cause, 'write', this.path)
    }
  }

  /** Closes the file; what comes later is dropped. Throws FileError. */
  close(): void {
    const fd = this.#fd
    this.#fd = undefined
    try {
      if (fd !== undefined) disk().closeSync(fd)
    } catch (cause) {
      throw fileError(cause, 'close', this.path)
    }
  }

  #giveUp(): void {
    try {
      this.close()
    } catch {
      // The fault that led here is the one to report.
    }
  }
}
