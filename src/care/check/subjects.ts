import { basename, dirname, join } from 'node:path'
import { runPlaces } from '../../catalog/scan/places'
import type { RunPlace } from '../../catalog/scan/place'
import { look, listEntries, unlessRefused } from '../../files'
import { parseExperimentFolder } from '../../layout/experiment-folder'
import { DIRS, FILES } from '../../layout/names'
import type { DataRead } from './data'
import { experimentSubject } from './experiment'
import { cacheSubject, rootSubject } from './root'
import { runSubject } from './run'
import type { Subject } from './subject'
import { trashSubject } from './trash'
import type { TreeFacts } from './tree-facts'

/** All that is to be checked of a root, each folder once. `trials`: the runs in debug/ and tmp/, too. */
export function subjectsIn(tree: TreeFacts, data: DataRead, trials: boolean): Subject[] {
  const { root } = tree
  const places = [...runPlaces(root, { trials })]
  const cache = cacheSubject(root)
  return [
    rootSubject(root),
    ...(cache === undefined ? [] : [cache]),
    trashSubject(root),
    ...experiments(tree, places, trials),
    ...places.map((place) => runSubject(tree, place, (record) => data.hear(place, record))),
  ]
}

function experiments(tree: TreeFacts, places: readonly RunPlace[], trials: boolean): Subject[] {
  const keyed = places.filter(({ kind, unreadable }) => kind === 'keyed' && unreadable === undefined)
  const withRuns = new Set(keyed.map(({ dir }) => dirname(dir)))
  const parents = trials ? [tree.root, join(tree.root, DIRS.debug)] : [tree.root]
  // Also those in which there is no run.
  const found = parents.flatMap(experimentsIn)
  return [...new Set([...withRuns, ...found])].map((dir) =>
    experimentSubject(tree, dir, hasRuns(withRuns, dir)),
  )
}

// Without an experiment.json only the name tells that the folder is not the user's own.
function hasRuns(withRuns: ReadonlySet<string>, dir: string): boolean {
  return withRuns.has(dir) && parseExperimentFolder(basename(dir)) !== undefined
}

// What cannot be read of it is told with the runs in it.
function experimentsIn(parent: string): string[] {
  const entries = unlessRefused(() => listEntries(parent)) ?? []
  return entries
    .filter(({ kind }) => kind === 'folder')
    .map(({ name }) => join(parent, name))
    .filter((dir) => unlessRefused(() => look(join(dir, FILES.experiment))) !== undefined)
}
