import { basename, join } from 'node:path'
import { FileError } from '../../errors'
import { kindAt, listEntries, makeFolder } from '../../files'
import { DIRS } from '../../layout/names'
import { isTrashEntry } from '../../layout/trash-entry'
import { readTrashed, type Trashed } from './trashed'

/** An entry of the trash as it stands on disk. */
export interface StoredEntry {
  /** Its name below .exman/trash. */
  readonly name: string
  readonly dir: string
  /** What its trashed.json says; undefined when there is none, or it cannot be read. */
  readonly trashed: Trashed | undefined
  /** The folder of its run; undefined while, or since, that is not in it. */
  readonly run: string | undefined
  /** Why its trashed.json cannot be read; null when it can, or is not there. */
  readonly problem: FileError | null
}

/**
 * The folder of a root's trash; undefined when there is none. Throws FileError (`EXMAN_FILE_INVALID`) for a link in its place:
 * what is removed from the trash must not be elsewhere.
 */
export function trashOf(root: string): string | undefined {
  let path = root
  for (const name of [DIRS.exman, DIRS.trash]) {
    path = join(path, name)
    const kind = kindAt(path)
    if (kind === undefined) return undefined
    if (kind === 'folder') continue
    const what = kind === 'link' ? 'a link, which is not followed' : 'no folder'
    throw new FileError('EXMAN_FILE_INVALID', `Could not use ${path}: it is ${what}. It is unchanged.`, {
      path,
    })
  }
  return path
}

/** The same, made if need be. A root that exman has not made stays one: nothing there says that it has. Throws FileError. */
export function makeTrash(root: string): string {
  const found = trashOf(root)
  if (found !== undefined) return found
  const exman = join(root, DIRS.exman)
  makeFolder(exman)
  makeFolder(join(exman, DIRS.trash))
  return trashOf(root)!
}

/** The entries in a root's trash, oldest first; what is not named as one is none. Throws FileError. */
export function entriesIn(root: string): StoredEntry[] {
  const trash = trashOf(root)
  if (trash === undefined) return []
  const names = listEntries(trash).filter(({ name, kind }) => kind === 'folder' && isTrashEntry(name))
  return names.map(({ name }) => readEntry(trash, name)).sort(byTime)
}

/** Reads one entry. Throws FileError for what the disk refuses. */
export function readEntry(trash: string, name: string): StoredEntry {
  const dir = join(trash, name)
  const { trashed, problem } = attempt(dir)
  const run = trashed && join(dir, basename(trashed.from))
  return { name, dir, trashed, problem, run: run !== undefined && kindAt(run) === 'folder' ? run : undefined }
}

function attempt(dir: string): { trashed: Trashed | undefined; problem: FileError | null } {
  try {
    return { trashed: readTrashed(dir), problem: null }
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { trashed: undefined, problem: error }
  }
}

/** Sorts entries, the oldest in front: by the records, since local times go back in autumn; of one moment the names count up. */
export function byTime(a: StoredEntry, b: StoredEntry): number {
  const [left, right] = [a, b].map(({ trashed }) => trashed?.trashed ?? '') as [string, string]
  return left < right ? -1 : Number(left > right) || ordinal(a) - ordinal(b)
}

const ordinal = ({ name }: StoredEntry) => Number(name.slice(name.lastIndexOf('-') + 1))
