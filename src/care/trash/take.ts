import { basename, dirname, join } from 'node:path'
import {
  claimFolder,
  kindAt,
  removeEmptyFolder,
  removeFile,
  sweepTemporary,
  unlessRefused,
} from '../../files'
import { folderNumber } from '../../layout/named-folder'
import { FILES } from '../../layout/names'
import { trashEntries } from '../../layout/trash-entry'
import { highestNumber } from '../../run/named/place'
import { rememberedNumber, rememberNumber } from '../../run/sequence'
import { withRoot } from './with-root'
import { makeTrash } from './entries'
import { experimentText } from './experiment-text'
import { linksTo, takeLinks } from './links'
import { marksOf } from './marks-now'
import { moveLocked } from './move-locked'
import { experimentOf, holderOf, standsAt } from './place'
import { whyHeld, whyMarked, type Asked } from './protection'
import { stampOf, type RunStamp } from './stamp'
import { writeTrashed, type Trashed } from './trashed'

/** A run that is to go to the trash, as it was when that was planned. */
export interface Doomed extends Asked {
  readonly id: string
  readonly root: string
  readonly dir: string
  /** Where it stands below the root. */
  readonly place: string
  readonly bytes: number
  readonly stamp: RunStamp
}

/**
 * Moves a run to the trash, and gives the name of its entry; or says as a clause why it was left alone. First an entry, with what
 * brings the run back, then the run, in one step, and then the links to it: killed in between, the run is here or there, and
 * `finishTrash` does the rest. Throws FileError: then the run is where it was, unless the code is `EXMAN_NOT_DURABLE`.
 */
export function takeToTrash(run: Doomed): { entry: string } | { why: string } {
  const trash = makeTrash(run.root)
  return withRoot(run.root, () => {
    const links = linksTo(run.root, run.place)
    const marks = marksOf(run.dir, links)
    const why = whyLeft(run, marks)
    if (why !== undefined) return { why }
    keepNumber(run)
    const now = new Date()
    const trashed = { ...recordOf(run, now), marks, indexed: links.indexed }
    const entry = claimFolder(trash, trashEntries(now))
    const isMoved = fill(join(trash, entry), run, trashed)
    if (!isMoved) return { why: 'another process has just taken hold of it' }
    takeLinks(run.root, run.place, links)
    return { entry }
  })
}

/** Why a run is not as it was planned, as a clause. */
function whyLeft(
  { root, dir, place, stamp, isNamed, force }: Doomed,
  marks: readonly string[],
): string | undefined {
  if (standsAt(root, place) !== 'folder') return 'it is no longer there'
  const now = stampOf(dir)
  if (now.folder !== stamp.folder) return 'another run is there now'
  if (isNamed) return undefined
  if (now.record !== stamp.record) return 'it has changed since the plan was made'
  return whyHeld(dir) ?? (force ? undefined : whyMarked(marks))
}

/** Puts a run into its entry; false, and the entry goes, when another process holds it. */
function fill(entry: string, { dir, isNamed }: Doomed, trashed: Trashed): boolean {
  const to = join(entry, basename(dir))
  let isMoved = false
  try {
    writeTrashed(entry, trashed)
    isMoved = moveLocked(dir, to, { evenHeld: isNamed })
  } catch (error) {
    // Where that cannot be told either, what brings the run back must stay.
    isMoved = unlessRefused(() => kindAt(to) === undefined) !== true
    throw error
  } finally {
    if (!isMoved) giveUp(entry)
  }
  return isMoved
}

// The fault that led here is the one to report. An entry without a run is swept by the next call.
function giveUp(entry: string): void {
  unlessRefused(() => {
    removeFile(join(entry, FILES.trashed))
    sweepTemporary(entry)
    removeEmptyFolder(entry)
  })
}

/** A number that was given once is not given again, though nobody sees the run any more: also when those above it go otherwise. */
function keepNumber({ root, place, dir }: Doomed): void {
  const number = holderOf(place) === undefined ? undefined : folderNumber(basename(dir))
  if (number !== undefined && number > rememberedNumber(root)) rememberNumber(root, highestNumber(root))
}

function recordOf({ id, dir, place, bytes }: Doomed, now: Date): Omit<Trashed, 'marks' | 'indexed'> {
  const isKeyed = experimentOf(place) !== undefined
  const experiment = isKeyed ? unlessRefused(() => experimentText(dirname(dir))) : undefined
  return { id, from: place, trashed: now.toISOString(), bytes, experiment: experiment ?? null }
}
