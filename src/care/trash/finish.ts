import { basename, join } from 'node:path'
import {
  FolderLock,
  isHeld,
  isTemporaryName,
  kindAt,
  listFolder,
  removeEmptyFolder,
  removeFile,
  sweepTemporary,
} from '../../files'
import { DIRS, FILES } from '../../layout/names'
import { findNamedRun } from '../../run/named/place'
import { withRoot } from './with-root'
import { entriesIn, trashOf, type StoredEntry } from './entries'
import { letGo } from './let-go'
import { linksTo, makeLinks, takeLinks } from './links'
import { standsAt } from './place'

/** Something that a call which was killed has left in the trash of a root. */
export interface UnfinishedTrash {
  /** Its path below the root, with slashes between. */
  readonly where: string
  /** The id of the run it is about; null where that is not known. */
  readonly id: string | null
  readonly what: Unfinished
}

/**
 * `removed`: what is half removed. `empty`: an entry without its run. `links`: links to a run that is in the trash. `lock`: the lock of
 * a process that is gone, in a run there or in .exman.
 */
export type Unfinished = 'removed' | 'empty' | 'links' | 'lock'

/** What calls that were killed have left in the trash of a root; changes nothing. Throws FileError. */
export function unfinishedTrash(root: string): UnfinishedTrash[] {
  const trash = trashOf(root)
  if (trash === undefined) return []
  const strays = listFolder(trash).filter(isTemporaryName)
  const removed = strays.map((name): UnfinishedTrash => ({ where: whereOf(name), id: null, what: 'removed' }))
  const entries = entriesIn(root).flatMap((entry): UnfinishedTrash[] => {
    const what = whatOf(root, entry)
    return what === undefined ? [] : [{ where: whereOf(entry.name), id: entry.trashed?.id ?? null, what }]
  })
  const isLocked = isDeadLock(join(root, DIRS.exman))
  const lock: UnfinishedTrash = { where: `${DIRS.exman}/${FILES.lock}`, id: null, what: 'lock' }
  return [...removed, ...entries, ...(isLocked ? [lock] : [])]
}

/**
 * Finishes what calls that were killed have left in the trash of a root, and gives what that was: a run that had not gone yet stays
 * where it is, one that had come back has its links again, and one that is in the trash has none. Throws FileError.
 */
export function finishTrash(root: string): UnfinishedTrash[] {
  const found = unfinishedTrash(root)
  if (found.length === 0) return found
  if (found.some(({ what }) => what !== 'removed'))
    // Seen without the lock, what another process is just doing looks the same.
    withRoot(root, () => {
      for (const entry of entriesIn(root)) finish(root, entry)
    })
  sweepTemporary(trashOf(root)!)
  return found
}

/** Whether exman has put a file of this name into an entry, beside the run. */
export const isOurs = (name: string): boolean => name === FILES.trashed || isTemporaryName(name)

/** Takes an entry away that has no run in it, or no longer. What exman has not made there stays. Throws FileError. */
export function dropEntry({ dir }: StoredEntry): void {
  removeFile(join(dir, FILES.trashed))
  sweepTemporary(dir)
  removeEmptyFolder(dir)
}

function finish(root: string, entry: StoredEntry): void {
  const { trashed } = entry
  const what = whatOf(root, entry)
  if (what === 'lock' || what === 'links') releaseDead(entry.run!)
  if (what === 'links') takeLinks(root, trashed!.from, linksTo(root, trashed!.from))
  if (what !== 'empty') return
  if (trashed !== undefined && standsAt(root, trashed.from) === 'folder') {
    releaseDead(join(root, ...trashed.from.split('/')))
    makeLinks(root, trashed.from, trashed)
  }
  dropEntry(entry)
}

/** Takes the lock of a process that is gone away, and what it has left half-made beside it. */
function releaseDead(dir: string): void {
  if (!isDeadLock(dir)) return
  const { lock } = FolderLock.acquire(dir) as { lock?: FolderLock }
  if (lock === undefined) return
  try {
    sweepTemporary(dir)
  } finally {
    letGo(lock)
  }
}

function isDeadLock(dir: string): boolean {
  return kindAt(join(dir, FILES.lock)) === 'file' && !isHeld(dir)
}

function whatOf(root: string, { dir, trashed, run, problem }: StoredEntry): Unfinished | undefined {
  if (problem !== null) return undefined
  if (run === undefined) return listFolder(dir).every(isOurs) ? 'empty' : undefined
  return hasLinks(root, trashed!.from) ? 'links' : isDeadLock(run) ? 'lock' : undefined
}

function hasLinks(root: string, from: string): boolean {
  if (standsAt(root, from) === 'folder' || findNamedRun(root, basename(from)) !== undefined) return false
  const { indexed, marks } = linksTo(root, from)
  return indexed || marks.length > 0
}

const whereOf = (name: string) => [DIRS.exman, DIRS.trash, name].join('/')
