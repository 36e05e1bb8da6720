import { sep } from 'node:path'
import { FileError } from '../../errors'
import { listEntries, look, type FolderEntry } from '../../files'
import { FILES } from '../../layout/names'
import type { KnownFolders } from '../cache/known-folders'

/**
 * Whose files a run has: those of a hash-keyed run of exman, of a numbered one (also of the Python tool of that name, which
 * lacks run.json), or of the Keras tool that the hash-keyed layout comes from.
 */
export type RunKind = 'keyed' | 'named' | 'keras'

/** Where a run stands, before anything of it was read. */
export interface RunPlace {
  /** Its name below the root. */
  readonly id: string
  readonly dir: string
  /** The folder of its experiment; null for a numbered run. */
  readonly experiment: string | null
  readonly kind: RunKind
  /** Whether it stands in debug/ or tmp/. */
  readonly isTrial: boolean
  /** Why what is named as a run, or as a folder of runs, cannot be looked into. */
  readonly unreadable?: { code: string; message: string }
}

/** A folder that holds runs, and how to tell them from what else is in it. */
export interface RunHolder {
  readonly entry: FolderEntry
  readonly dir: string
  /** Its path below the root. */
  readonly path: string
  /** What stands before the names of its runs in their ids: '' or a path that ends in a slash. */
  readonly prefix: string
  readonly experiment: string | null
  readonly isTrial: boolean
  kindOf(entries: readonly FolderEntry[]): RunKind
  isNamedAsRun(name: string): boolean
}

/** The runs in a folder that holds runs, in the order of the disk. What cannot be looked into is told, never thrown. */
export function* runsIn(holder: RunHolder, folders: KnownFolders): Generator<RunPlace> {
  const { entry, dir, experiment, prefix, isTrial } = holder
  const whole: RunPlace = { id: holder.path, dir, experiment, isTrial, kind: holder.kindOf([]) }
  const unreadable = whyUnreadable(entry, dir)
  if (unreadable !== undefined) {
    yield { ...whole, unreadable }
    return
  }
  const entries = quietly(() => folders.list(dir, holder.path))
  if (entries instanceof FileError) {
    yield { ...whole, unreadable: entries }
    return
  }
  const kind = holder.kindOf(entries)
  for (const run of entries) {
    const place: RunPlace = { id: prefix + run.name, dir: dir + sep + run.name, experiment, isTrial, kind }
    if (!isRun(run, place.dir, holder)) continue
    const unreadable = whyUnreadable(run, place.dir)
    yield unreadable === undefined ? place : { ...place, unreadable }
  }
}

/** Whether there is a plain file at the path, as far as it can be seen. */
export function isThere(path: string): boolean {
  try {
    return look(path) !== undefined
  } catch (error) {
    if (error instanceof FileError) return false
    throw error
  }
}

// A run whose folder was renamed is one all the same.
function isRun({ name, kind }: FolderEntry, dir: string, holder: RunHolder): boolean {
  if (kind !== 'folder' && kind !== 'link') return false
  if (holder.isNamedAsRun(name)) return true
  return kind === 'folder' && !name.startsWith('.') && holdsRun(dir)
}

function holdsRun(dir: string): boolean {
  return [FILES.run, FILES.params, FILES.namedParams].some((file) => isThere(`${dir}/${file}`))
}

function quietly<T>(work: () => T): T | FileError {
  try {
    return work()
  } catch (error) {
    if (error instanceof FileError) return error
    throw error
  }
}

function whyUnreadable({ name, kind }: FolderEntry, path: string): RunPlace['unreadable'] {
  if (kind === 'link') return { code: 'EXMAN_FILE_INVALID', message: `${path} is a link, ${ADVICE}` }
  // The marks that stand for what is no UTF-8 are not on the disk.
  if (!name.includes('\uFFFD') || !isGone(path)) return undefined
  return { code: 'EXMAN_READ_FAILED', message: `${path} cannot be opened: its name is not UTF-8. Rename it.` }
}

const ADVICE = 'and links are not followed. Give the folder it points to as a root of its own.'

function isGone(path: string): boolean {
  const entries = quietly(() => listEntries(path))
  return entries instanceof FileError || entries.length === 0
}
