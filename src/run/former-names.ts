import { join } from 'node:path'
import { listEntries, unlessRefused } from '../files'
import { parseExperimentFolder } from '../layout/experiment-folder'
import { DIRS } from '../layout/names'
import { runId } from '../layout/run-id'
import { readAliases } from './aliases'

/** The names that runs and experiments of a root had before a rekey. */
export interface FormerNames {
  /** Each former id of a run, with its id now. */
  readonly runs: readonly { was: string; id: string }[]
  /** Each former name of an experiment, with one that its runs are in now; a name may be there several times. */
  readonly experiments: readonly { was: string; name: string }[]
}

/**
 * Reads the former names in a root: a look into the folder of each experiment. An aliases.json that cannot be read is passed over,
 * since names that are looked up are not found for many other reasons, too. Throws FileError when the root cannot be listed.
 */
export function formerNames(root: string): FormerNames {
  const [runs, experiments]: [{ was: string; id: string }[], { was: string; name: string }[]] = [[], []]
  for (const debug of [false, true]) {
    const parent = debug ? join(root, DIRS.debug) : root
    for (const { name, kind } of debug ? plainEntries(root, DIRS.debug) : listEntries(root)) {
      if (kind !== 'folder' || parseExperimentFolder(name) === undefined) continue
      const aliases = unlessRefused(() => readAliases(join(parent, name)))
      for (const was of aliases?.experiments ?? []) experiments.push({ was, name })
      for (const [was, run] of aliases?.runs ?? [])
        runs.push({ was, id: runId({ debug, experiment: name, run }) })
    }
  }
  return { runs, experiments }
}

/** The ids that runs have now, of those that had an id of which this holds. One whose folder is gone is no run any more. */
export function nowCalled(root: string, { runs }: FormerNames, fits: (was: string) => boolean): string[] {
  const ids = new Set(runs.filter(({ was }) => fits(was)).map(({ id }) => id))
  // An empty folder is a name that is kept for a run that is about to be moved there.
  return [...ids].filter((id) => unlessRefused(() => listEntries(join(root, id)).length > 0) === true)
}

function plainEntries(root: string, folder: string): ReturnType<typeof listEntries> {
  const isPlain = listEntries(root).some(({ name, kind }) => name === folder && kind === 'folder')
  return isPlain ? listEntries(join(root, folder)) : []
}
