import { sep } from 'node:path'
import { listEntries, lookAtFolder, type FolderEntry } from '../../files'
import { folderNumber } from '../../layout/named-folder'
import { DIRS, FILES } from '../../layout/names'
import { KnownFolders } from '../cache/known-folders'
import { isThere, runsIn, type RunHolder, type RunPlace } from './place'

const EXPERIMENT = 'exp-'
/** What the Keras tool, which has no experiment.json, writes instead. */
const OF_KERAS = 'exp--'
/** A folder whose name merely begins so may be anything: among other folders, only numbers tell. */
const NUMBERS = /^exp--?\d/
const RUN = 'run--'

const RESULTS: readonly string[] = [DIRS.runs, DIRS.fails]
/** The folders of a root with numbered runs; those in tmp/ are trials. */
export const NUMBERED: readonly string[] = [...RESULTS, DIRS.tmp]

/**
 * Where the runs of a root stand, in both layouts, as its folders tell: links are not followed, and nothing outside the root is
 * looked at. `trials` adds those of debug/ and tmp/. Throws FileError when the root itself cannot be listed.
 */
export function* runPlaces(
  root: string,
  { trials, folders = new KnownFolders() }: { trials: boolean; folders?: KnownFolders },
): Generator<RunPlace> {
  for (const entry of listEntries(root)) {
    if (NUMBERED.includes(entry.name)) {
      if (trials || RESULTS.includes(entry.name)) yield* runsIn(numbered(entry, root), folders)
    } else if (entry.name === DIRS.debug) {
      if (trials) yield* debugPlaces(entry, root, folders)
    } else if (isExperiment(entry, root)) {
      yield* runsIn(experiment(entry, root, ''), folders)
    }
  }
}

/** Whether a folder is the root of experiments: exman has marked it as one, or it holds runs in either layout. */
export function isRoot(dir: string): boolean {
  if (isThere(`${dir}/${DIRS.exman}/${FILES.format}`)) return true
  // A tree of the Python tools whose runs are all in the trash.
  if (lookAtFolder(`${dir}/${DIRS.exman}/${DIRS.trash}`) !== undefined) return true
  const entries = listEntries(dir)
  return entries.some((entry) => {
    if (entry.name === DIRS.runs) return holdsNumbered(entry, dir)
    return NUMBERS.test(entry.name)
      ? entry.kind === 'folder'
      : isExperiment(entry, dir) && !entry.name.startsWith(EXPERIMENT)
  })
}

function* debugPlaces(entry: FolderEntry, root: string, folders: KnownFolders): Generator<RunPlace> {
  if (entry.kind !== 'folder') return
  const dir = root + sep + DIRS.debug
  // The Keras tool has one trial, in debug/ itself.
  if (isThere(`${dir}/${FILES.params}`))
    yield { id: DIRS.debug, dir, experiment: null, kind: 'keras', isTrial: true }
  for (const each of listEntries(dir))
    if (isExperiment(each, dir)) yield* runsIn(experiment(each, dir, `${DIRS.debug}/`), folders)
}

/** Whether a folder is that of an experiment: by its name, or when it was renamed, by what it holds. */
function isExperiment({ name, kind }: FolderEntry, parent: string): boolean {
  if (kind !== 'folder' && kind !== 'link') return false
  if (name.startsWith(EXPERIMENT)) return true
  return kind === 'folder' && !name.startsWith('.') && isThere(`${parent}/${name}/${FILES.experiment}`)
}

function experiment(entry: FolderEntry, parent: string, prefix: string): RunHolder {
  const { name } = entry
  return {
    entry,
    dir: parent + sep + name,
    path: prefix + name,
    prefix: `${prefix}${name}/`,
    experiment: name,
    isTrial: prefix !== '',
    isNamedAsRun: (run) => run.startsWith(RUN),
    kindOf: (entries) =>
      name.startsWith(OF_KERAS) && !entries.some((each) => each.name === FILES.experiment)
        ? 'keras'
        : 'keyed',
  }
}

function numbered(entry: FolderEntry, root: string): RunHolder {
  const isNamedAsRun = (run: string) => folderNumber(run) !== undefined
  return {
    entry,
    dir: root + sep + entry.name,
    path: entry.name,
    prefix: '',
    experiment: null,
    isTrial: !RESULTS.includes(entry.name),
    isNamedAsRun,
    kindOf: () => 'named',
  }
}

function holdsNumbered({ kind, name }: FolderEntry, root: string): boolean {
  if (kind !== 'folder') return false
  return listEntries(`${root}/${name}`).some(
    (run) => run.kind === 'folder' && folderNumber(run.name) !== undefined,
  )
}
