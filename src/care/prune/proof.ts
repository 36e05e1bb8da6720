import { join } from 'node:path'
import { verifyCheckpoint } from '../../checkpoint/verify'
import type { WholeCheckpoint } from '../../checkpoint/manifest'
import { CheckpointError, FileError } from '../../errors'
import { jsonIn, readLooked } from '../../files'
import { FILES } from '../../layout/names'
import { isDataObject } from '../../params/data-object'

/** A larger training-state.json is not read. */
const MOST_BYTES = 2 ** 26

/** Proves the checkpoints of a run byte for byte, each once, and remembers why one is damaged. */
export class Proof {
  readonly #models: string
  readonly #known = new Map<string, string | null>()

  constructor(models: string) {
    this.#models = models
  }

  /** The damaged ones that were met, each with the reason as a clause. */
  get damaged(): { name: string; why: string }[] {
    return [...this.#known].flatMap(([name, why]) => (why === null ? [] : [{ name, why }]))
  }

  /** Whether a checkpoint is what its manifest says. */
  async isProven(name: string): Promise<boolean> {
    if (!this.#known.has(name)) this.#known.set(name, await this.#whyDamaged(name))
    return this.#known.get(name) === null
  }

  /** Whether a training can go on from a checkpoint, as far as its files tell. */
  isResumable({ name, manifest }: WholeCheckpoint): boolean {
    const { files, logRows, epoch } = manifest
    if (files[FILES.stateJson] === undefined || files[FILES.stateBin] === undefined) return false
    const path = join(this.#models, name, FILES.stateJson)
    try {
      const state = jsonIn(readLooked(path, MOST_BYTES)?.text ?? '', path)
      const marked = isDataObject(state) ? state['resumable'] : undefined
      return typeof marked === 'boolean' ? marked : logRows === epoch
    } catch (error) {
      if (error instanceof FileError) return false
      throw error
    }
  }

  async #whyDamaged(name: string): Promise<string | null> {
    try {
      await verifyCheckpoint(join(this.#models, name))
      return null
    } catch (error) {
      if (error instanceof CheckpointError) return error.reason
      if (error instanceof FileError) return error.message
      throw error
    }
  }
}
