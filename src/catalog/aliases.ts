import { sep } from 'node:path'
import { formerNames, nowCalled, type FormerNames } from '../run/former-names'

/** By which names runs and experiments went before they were rekeyed. */
export interface Aliases {
  /** The folders of the runs that had an id of which this holds. */
  runs(fits: (id: string) => boolean): ReadonlySet<string>
  /** The experiments that the runs of one are in now. */
  experiments(name: string): readonly string[]
}

/** Gives the aliases, which are read only then: most names are found without. */
export type FindAliases = () => Aliases

/** For runs that are in no folder. */
export const NO_ALIASES: FindAliases = () => ({ runs: () => new Set(), experiments: () => [] })

/** The aliases in some roots, as they are when somebody asks. */
export function aliasesIn(roots: readonly string[]): FindAliases {
  return () => {
    const found = roots.map((root): [string, FormerNames] => [root, formerNames(root)])
    return {
      runs: (fits) =>
        new Set(
          found.flatMap(([root, names]) =>
            nowCalled(root, names, fits).map((id) => root + sep + id.replaceAll('/', sep)),
          ),
        ),
      experiments: (name) =>
        found.flatMap(([, { experiments }]) =>
          experiments.filter(({ was }) => was === name).map((each) => each.name),
        ),
    }
  }
}
