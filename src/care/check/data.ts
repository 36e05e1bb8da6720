import type { RunPlace } from '../../catalog/scan/place'
import { showText } from '../../params/show'
import type { RunRecord } from '../../run/record'
import { Notebook, type Found } from './notebook'

/** What the runs of one experiment have read: for each path, the first run and its hash. */
type Read = Map<string, { sha256: string; run: string }>

/** Compares the data that the runs of each experiment have read, as far as they have recorded it. */
export class DataRead {
  readonly #root: string
  readonly #experiments = new Map<string, Read>()
  readonly #told = new Set<string>()
  readonly found: Found[] = []

  constructor(root: string) {
    this.#root = root
  }

  /** Takes up one run: its last session counts. */
  hear({ id, dir, experiment }: RunPlace, { sessions }: RunRecord): void {
    const data: unknown = sessions.at(-1)?.data
    if (experiment === null || !Array.isArray(data)) return
    const read = this.#experiments.get(experiment) ?? (new Map() as Read)
    this.#experiments.set(experiment, read)
    for (const fact of data as unknown[]) {
      const { path, sha256 } = (fact ?? {}) as { path?: unknown; sha256?: unknown }
      if (typeof path !== 'string' || typeof sha256 !== 'string') continue
      const other = read.get(path)
      if (other === undefined) read.set(path, { sha256, run: id })
      else if (other.sha256 !== sha256) this.#tell(id, dir, path, other.run)
    }
  }

  #tell(id: string, dir: string, path: string, other: string): void {
    // A run may be looked at twice.
    const key = [id, path].join('\0')
    if (this.#told.has(key)) return
    this.#told.add(key)
    const notebook = new Notebook(this.#root, id)
    const text = `It has read another ${showText(path)} than ${other}, of the same experiment.`
    notebook.add('data-differs', dir, text)
    this.found.push(...notebook.found)
  }
}
