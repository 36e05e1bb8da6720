import { parseRunId, runId, type RunPlace } from '../../layout/run-id'
import { formerNames } from '../../run/former-names'

/** The ids that the runs of a root had before: each goes on to name that run alone. */
export class FormerIds {
  readonly #ids = new Map<string, RunPlace[]>()
  readonly #owners = new Map<string, string[]>()

  constructor(root: string) {
    for (const { was, id } of formerNames(root).runs) {
      const place = parseRunId(was)
      if (place === undefined) continue
      this.#ids.set(id, [...(this.#ids.get(id) ?? []), place])
      this.#owners.set(was, [...(this.#owners.get(was) ?? []), id])
    }
  }

  /** The names that a run had in an experiment. */
  namesIn(experiment: string, run: RunPlace): string[] {
    const ids = this.#ids.get(runId(run)) ?? []
    return ids.filter((was) => was.experiment === experiment && was.debug === run.debug).map(({ run }) => run)
  }

  /** Whether an id was that of another run than this. */
  isOfOther(id: RunPlace, run: RunPlace): boolean {
    return this.#owners.get(runId(id))?.includes(runId(run)) === false
  }
}
