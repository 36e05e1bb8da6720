import { join } from 'node:path'
import { kindAt, listEntries } from '../../files'
import type { Identity } from '../../identity/identify'
import { sameExperiment } from '../../identity/same-experiment'
import { experimentFolder, parseExperimentFolder } from '../../layout/experiment-folder'
import { FILES } from '../../layout/names'
import { parseRunFolder, runFolders } from '../../layout/run-folder'
import { runId, type RunPlace } from '../../layout/run-id'
import { readExperiment, type StoredExperiment } from '../../run/experiment'
import { FormerIds } from './former-ids'
import { parentOf } from './places'

/** A folder whose name is taken, and whose experiment it is; undefined for what is no folder of an experiment. */
interface Taken {
  folder: string
  experiment: StoredExperiment | undefined
}

/**
 * Where runs would go: works out, without writing, which folder an experiment would get, and which name a run in it, among all
 * that are there and all that were given before.
 */
export class Destinations {
  readonly #root: string
  /** By the place and name of an experiment, the folders that share the name. */
  readonly #folders = new Map<string, Taken[]>()
  readonly #names = new Map<boolean, Map<string, string[]>>()
  readonly #runs = new Map<string, Set<string>>()
  #former: FormerIds | undefined

  constructor(root: string) {
    this.#root = root
  }

  /** The new id of a run; the one it has when it is where it belongs. Throws FileError where an experiment.json cannot be read. */
  of(place: RunPlace, identity: Identity): string {
    const experiment = this.#folderOf(place, identity)
    return runId(
      experiment === place.experiment ? place : { ...place, experiment, run: this.#free(place, experiment) },
    )
  }

  #folderOf({ debug, experiment }: RunPlace, identity: Identity): string {
    const taken = this.#sharing(debug, identity.name)
    const same = taken.filter((each) => each.experiment && sameExperiment(each.experiment, identity))
    const found = same.find(({ folder }) => folder === experiment) ?? same[0]
    if (found !== undefined) return found.folder
    for (let ordinal = 1; ; ordinal++) {
      const folder = experimentFolder(identity.name, ordinal)
      if (taken.some((each) => each.folder === folder)) continue
      taken.push({ folder, experiment: identity })
      return folder
    }
  }

  #sharing(debug: boolean, name: string): Taken[] {
    const key = `${debug} ${name}`
    const known = this.#folders.get(key) ?? this.#read(debug, name)
    this.#folders.set(key, known)
    return known
  }

  #read(debug: boolean, name: string): Taken[] {
    const parent = parentOf(this.#root, { debug })
    const byName = this.#names.get(debug) ?? foldersByName(parent)
    this.#names.set(debug, byName)
    return (byName.get(name) ?? []).flatMap((folder): Taken[] => {
      const path = join(parent, folder)
      const kind = kindAt(join(path, FILES.experiment))
      if (kindAt(path) !== 'folder') return [{ folder, experiment: undefined }]
      // A folder that nothing has made an experiment's yet is free, as it is for a run that begins.
      if (kind === undefined) return []
      return [{ folder, experiment: kind === 'file' ? readExperiment(path) : undefined }]
    })
  }

  /** The name that the run had there before, or else has; when that is taken, or was another run's, the next that is not. */
  #free(place: RunPlace, experiment: string): string {
    const path = join(parentOf(this.#root, place), experiment)
    const taken = this.#runs.get(path) ?? new Set(listEntries(path).map(({ name }) => name))
    this.#runs.set(path, taken)
    this.#former ??= new FormerIds(this.#root)
    const names = namesFor(place.run, this.#former.namesIn(experiment, place))
    for (;;) {
      const run = names.next().value as string
      if (taken.has(run) || this.#former.isOfOther({ ...place, experiment, run }, place)) continue
      taken.add(run)
      return run
    }
  }
}

function foldersByName(parent: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { name: folder } of listEntries(parent)) {
    const name = parseExperimentFolder(folder)?.name
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), folder])
  }
  return found
}

function* namesFor(run: string, before: readonly string[]): Generator<string> {
  yield* before
  yield run
  const { ordinal } = parseRunFolder(run)!
  yield* runFolders(ordinal === 1 ? run : run.slice(0, -`-${ordinal}`.length))
}
