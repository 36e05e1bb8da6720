import { join } from 'node:path'
import { disk } from './disk'
import { fileError, incomplete } from './file-error'
import { syncFolder } from './folders'
import { temporaryFileName } from './hidden-names'
import { unlinkQuietly, writeNewFileAsync } from './new-file'

/**
 * A large file that appears whole or not at all: written under a hidden name without holding up the event loop, then
 * put in place in one step. All but `discard` throw FileError, and leave nothing behind then.
 */
export class StagedFile {
  readonly #folder: string
  /** Until it is put in place or given up. */
  #hidden: string | undefined

  private constructor(folder: string, hidden: string) {
    this.#folder = folder
    this.#hidden = hidden
  }

  /** Writes it, durably, below a folder that exists. The chunks must stay as they are until it returns. */
  static async write(folder: string, chunks: readonly Uint8Array[]): Promise<StagedFile> {
    const hidden = join(folder, temporaryFileName())
    try {
      await writeNewFileAsync(hidden, chunks)
      const { size } = await disk().lstat(hidden)
      const wanted = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
      if (size !== wanted) throw incomplete(hidden, size, wanted)
      return new StagedFile(folder, hidden)
    } catch (cause) {
      unlinkQuietly(hidden)
      throw fileError(cause, 'write', hidden)
    }
  }

  /** Puts it in place under this name, durably; a file of that name is replaced. Once only, before it returns. */
  commit(name: string): void {
    const path = join(this.#folder, name)
    try {
      disk().renameSync(this.#hidden!, path)
      this.#hidden = undefined
    } catch (cause) {
      this.discard()
      throw fileError(cause, 'write', path)
    }
    syncFolder(this.#folder, path)
  }

  /** Removes it, unless it is in place. Never throws. */
  discard(): void {
    if (this.#hidden !== undefined) unlinkQuietly(this.#hidden)
    this.#hidden = undefined
  }
}
