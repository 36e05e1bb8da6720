import { join } from 'node:path'
import { FileError } from '../errors'
import { disk } from './disk'
import { fileError, incomplete, isMissing, noFreeName, notDurable } from './file-error'
import { syncFolderAsync } from './folders'
import { hashFile, type FileDigest } from './hash-file'
import { stagingFolderName } from './hidden-names'
import { writeNewFileAsync } from './new-file'

/**
 * A folder that appears whole or not at all: made under a hidden name, filled, and renamed into place.
 * After any FileError nothing of it is left; only after EXMAN_NOT_DURABLE it is in place. A kill leaves the hidden
 * folder, which `sweepTemporary` removes.
 */
export class StagedFolder {
  readonly #parent: string
  readonly #path: string

  private constructor(parent: string, path: string) {
    this.#parent = parent
    this.#path = path
  }

  /** Makes the hidden folder in `parent`, which must exist. */
  static async create(parent: string): Promise<StagedFolder> {
    const path = join(parent, stagingFolderName())
    try {
      await disk().mkdir(path)
    } catch (cause) {
      throw fileError(cause, 'make the folder', path)
    }
    return new StagedFolder(parent, path)
  }

  /** Writes one file, durably, and gives its size and digest. The chunks must stay as they are until it returns. */
  async write(name: string, chunks: readonly Uint8Array[]): Promise<FileDigest> {
    const path = join(this.#path, name)
    return this.#orDiscard('write', path, async () => {
      await writeNewFileAsync(path, chunks)
      const digest = await hashFile(path)
      const wanted = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
      if (digest.bytes !== wanted) throw incomplete(path, digest.bytes, wanted)
      return digest
    })
  }

  /** Puts the folder in place, durably, under the first free name, and gives the name. The caller is the only one who does so. */
  async commit(names: Iterable<string>): Promise<string> {
    const name = await this.#orDiscard('put in place', this.#path, async () => {
      await syncFolderAsync(this.#path)
      const free = await this.#firstFree(names)
      await disk().rename(this.#path, join(this.#parent, free))
      return free
    })
    await syncFolderAsync(this.#parent).catch((cause: unknown) => {
      throw notDurable(cause, join(this.#parent, name))
    })
    return name
  }

  /** Removes the hidden folder, if it is still there. Never throws: what stays is swept later. */
  async discard(): Promise<void> {
    await disk()
      .rm(this.#path)
      .catch(() => undefined)
  }

  async #orDiscard<T>(operation: string, path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (cause) {
      await this.discard()
      // What was just written and cannot be found was removed, with all that is around it.
      const isGone = cause instanceof FileError && isMissing(cause.cause)
      throw fileError(isGone ? cause.cause : cause, operation, path)
    }
  }

  // Looked for, since a rename onto an empty folder would silently take its place.
  async #firstFree(names: Iterable<string>): Promise<string> {
    for (const name of names) if (!(await isOccupied(join(this.#parent, name)))) return name
    throw noFreeName(this.#parent)
  }
}

async function isOccupied(path: string): Promise<boolean> {
  try {
    await disk().lstat(path)
    return true
  } catch (cause) {
    if (isMissing(cause)) return false
    throw cause
  }
}
