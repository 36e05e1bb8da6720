import { join } from 'node:path'
import { fileExists, listFolder, removeFile } from '../../files'
import { DIRS, FILES } from '../../layout/names'
import { parseNamedFolder } from '../../layout/named-folder'
import { pointedTo, pointTo } from './links'

const EXTENSION = '.yaml'

/** Points index/<run>.yaml to the run's params.yaml: a relative link, or where there are none, a file that names it. */
export function linkIndex(root: string, run: string): void {
  pointTo(targetOf(run), entryOf(root, run))
}

/** Takes a run out of the index. */
export function unlinkIndex(root: string, run: string): void {
  removeFile(entryOf(root, run))
}

/**
 * Makes index/ what runs/ says: an entry for each run, and none for runs that are not there. What exman has not made stays.
 * Gives the runs whose entries were made or mended, and those whose entries went. Throws FileError.
 */
export function restoreIndex(root: string): { restored: string[]; removed: string[] } {
  const hasParams = (run: string) => fileExists(join(root, DIRS.runs, run, FILES.namedParams))
  const runs = listFolder(join(root, DIRS.runs)).filter((name) => isRun(name) && hasParams(name))
  const known = new Set(runs)
  const entries = new Map(indexedRuns(root).map((run) => [run, entryTarget(entryOf(root, run))]))
  const removed = [...entries].filter(([run, target]) => target !== undefined && !known.has(run))
  // An entry without a target is a file of the user's.
  const restored = runs.filter(
    (run) => !entries.has(run) || (entries.get(run) ?? targetOf(run)) !== targetOf(run),
  )
  for (const [run] of removed) unlinkIndex(root, run)
  for (const run of restored) linkIndex(root, run)
  return { restored, removed: removed.map(([run]) => run) }
}

/** What an entry of the index names: what a link points to, or a file says that stands in for one; undefined for neither. */
export function entryTarget(path: string): string | undefined {
  return pointedTo(path, `/${FILES.namedParams}`)
}

function indexedRuns(root: string): string[] {
  return listFolder(join(root, DIRS.index))
    .filter((name) => name.endsWith(EXTENSION))
    .map((name) => name.slice(0, -EXTENSION.length))
    .filter(isRun)
}

const isRun = (name: string) => parseNamedFolder(name) !== undefined
const targetOf = (run: string) => ['..', DIRS.runs, run, FILES.namedParams].join('/')
const entryOf = (root: string, run: string) => join(root, DIRS.index, run + EXTENSION)
