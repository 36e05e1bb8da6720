import { basename } from 'node:path'
import { checkOptions, isFunction, isListOfText, type Rule } from '../../params/check-options'
import { folderBytes, kindAt, listFolder, removeFolder } from '../../files'
import { rootsAmong } from '../../catalog/find-roots'
import type { StoredEntry } from './entries'
import { dropEntry, finishTrash, isOurs } from './finish'
import { entryOf, storedEntries, type TrashEntry } from './list-trash'
import { isFull } from './make-room'
import type { ApplyOptions } from './removal'

/** Options of `emptyTrash`. */
export interface EmptyTrashOptions extends ApplyOptions {
  /** Only what was moved to the trash before this moment. Default: everything. */
  olderThan?: Date
  /** Only the entries of these names. Default: all. */
  entries?: readonly string[]
}

/** What an emptying has removed. */
export interface EmptiedTrash {
  /** The entries that are gone. */
  readonly removed: readonly TrashEntry[]
  /** What that has freed, in bytes. */
  readonly bytes: number
  /** The entries whose trashed.json cannot be read: they are left as they are. */
  readonly leftAlone: readonly TrashEntry[]
}

/**
 * Removes what is in the trash of a root, or of several, for good, which frees the disk. It needs no room itself. Each entry leaves
 * the trash in one step before anything in it goes; killed in between, the next call removes the rest. What a user has put beside a run
 * in its entry stays there.
 * Throws OptionError; FileError when the disk refuses: what was removed before is gone, and it can be called again.
 *
 * @example
 * ```ts
 * import { emptyTrash } from 'exman'
 * const month = 30 * 24 * 3600 * 1000
 * const { bytes } = await emptyTrash('experiments', { olderThan: new Date(Date.now() - month) })
 * ```
 */
export async function emptyTrash(
  roots: string | readonly string[] = 'experiments',
  options: EmptyTrashOptions = {},
): Promise<EmptiedTrash> {
  checkOptions('emptyTrash', options, { olderThan: isMoment, entries: isListOfText, onProgress: isFunction })
  for (const root of rootsAmong(roots)) finishIfRoom(root)
  const stored = storedEntries(roots).filter(({ stored }) =>
    isMeant(stored.trashed?.trashed, stored.name, options),
  )
  const [removed, leftAlone]: [TrashEntry[], TrashEntry[]] = [[], []]
  for (const [index, { root, stored: each }] of stored.entries()) {
    const entry = entryOf(root, each)
    if (entry.problem !== null) leftAlone.push(entry)
    // It may have been brought back meanwhile.
    else if (kindAt(each.run!) === 'folder') {
      const bytes = folderBytes(each.run!)
      await removeEntry(each)
      removed.push({ ...entry, bytes })
    }
    options.onProgress?.(index + 1, stored.length)
  }
  return { removed, bytes: removed.reduce((sum, { bytes }) => sum + bytes, 0), leftAlone }
}

/** Removes an entry, or what exman has put into it where there is more. */
async function removeEntry(entry: StoredEntry): Promise<void> {
  const run = entry.run!
  const isAlone = listFolder(entry.dir).every((name) => name === basename(run) || isOurs(name))
  await removeFolder(isAlone ? entry.dir : run)
  if (!isAlone) dropEntry(entry)
}

/** A rule: a moment. */
const isMoment: Rule = (value) =>
  value instanceof Date && !Number.isNaN(value.getTime()) ? undefined : 'must be a Date'

function isMeant(
  trashed: string | undefined,
  name: string,
  { olderThan, entries }: EmptyTrashOptions,
): boolean {
  if (entries?.includes(name) === false) return false
  return olderThan === undefined || (trashed !== undefined && Date.parse(trashed) < olderThan.getTime())
}

// Where there is no room for a lock, what was killed waits for the next call.
function finishIfRoom(root: string): void {
  try {
    finishTrash(root)
  } catch (error) {
    if (!isFull(error)) throw error
  }
}
