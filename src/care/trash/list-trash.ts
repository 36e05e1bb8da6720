import { join } from 'node:path'
import { rootsAmong } from '../../catalog/find-roots'
import { listFolder } from '../../files'
import { FILES } from '../../layout/names'
import { byTime, entriesIn, type StoredEntry } from './entries'

/** A run in the trash. */
export interface TrashEntry {
  /** The name of its entry in `.exman/trash`: when it was moved there, in local time, and a count. */
  readonly entry: string
  /** The folder of its root, absolute. */
  readonly root: string
  /** The id it had; '' where that cannot be read. */
  readonly id: string
  /** Where it stood below the root, with slashes between; '' where that cannot be read. */
  readonly from: string
  /** When it was moved, ISO 8601 in UTC; null where that cannot be read. */
  readonly trashed: string | null
  /** What its files took when it was moved, in bytes. */
  readonly bytes: number
  /** What it was marked with. */
  readonly marks: readonly string[]
  /** Why it cannot be brought back; null when it can. One that has a problem is not removed with the others either. */
  readonly problem: string | null
}

/**
 * Lists what is in the trash of a root, or of several, as `openRuns` takes them: the run that was moved last comes last. Changes nothing.
 * Throws FileError: `EXMAN_ROOT_INVALID` when a folder is missing or has no experiments, `EXMAN_FILE_INVALID` when the place of
 * the trash is a link.
 *
 * @example
 * ```ts
 * import { listTrash } from 'exman'
 * for (const { id, trashed, bytes } of listTrash('experiments')) console.log(id, trashed, bytes)
 * ```
 */
export function listTrash(roots: string | readonly string[] = 'experiments'): TrashEntry[] {
  return storedEntries(roots).map(({ root, stored }) => entryOf(root, stored))
}

/** The entries of some roots as they stand on disk, those without a run aside, which are of calls that were killed. */
export function storedEntries(roots: string | readonly string[]): { root: string; stored: StoredEntry }[] {
  const found = rootsAmong(roots).flatMap((root) => entriesIn(root).map((stored) => ({ root, stored })))
  const whole = found.filter(({ stored }) => stored.run !== undefined || problemOf(stored) !== null)
  return whole.sort((a, b) => byTime(a.stored, b.stored))
}

/** An entry as plain data. */
export function entryOf(root: string, stored: StoredEntry): TrashEntry {
  const { id = '', from = '', trashed = null, bytes = 0, marks = [] } = stored.trashed ?? {}
  return { entry: stored.name, root, id, from, trashed, bytes, marks, problem: problemOf(stored) }
}

function problemOf({ dir, trashed, run, problem }: StoredEntry): string | null {
  if (problem !== null) return problem.message
  if (run !== undefined) return null
  const others = listFolder(dir).filter((name) => name !== FILES.trashed && !name.startsWith('.'))
  if (others.length === 0) return null
  return trashed === undefined
    ? `${join(dir, FILES.trashed)} is missing, which says where the run came from.`
    : `${dir} does not hold the run that its ${FILES.trashed} tells of.`
}
