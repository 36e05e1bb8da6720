import { dirname, join } from 'node:path'
import type { RunPlace } from '../../catalog/scan/place'
import type { Aliases } from '../../run/aliases'
import { aliasesAt, readExperiment, type ExperimentFacts } from './experiment-facts'
import { Notebook } from './notebook'

/** What is asked again and again while the runs of a root are checked. */
export class TreeFacts {
  readonly root: string
  readonly #experiments = new Map<string, ExperimentFacts | undefined>()
  readonly #aliases = new Map<string, Aliases>()

  constructor(root: string) {
    this.root = root
  }

  /** What makes the experiment in a folder; undefined when that cannot be read, which is told where the folder is checked. */
  experimentAt(dir: string): ExperimentFacts | undefined {
    if (!this.#experiments.has(dir)) this.#experiments.set(dir, readExperiment(new Notebook(this.root), dir))
    return this.#experiments.get(dir)
  }

  aliasesAt(dir: string): Aliases {
    const known = this.#aliases.get(dir) ?? aliasesAt(new Notebook(this.root), dir)
    this.#aliases.set(dir, known)
    return known
  }

  /** The folder of the experiment that a hash-keyed run stands in. */
  static experimentDir({ dir }: RunPlace): string {
    return dirname(dir)
  }

  /** A path below the root. */
  path(...names: readonly string[]): string {
    return join(this.root, ...names)
  }
}
