import { basename, join } from 'node:path'
import { FileError } from '../../errors'
import { claimFolder, kindAt, readLooked, removeEmptyFolder, removeFile, sweepTemporary } from '../../files'
import { folderNumber } from '../../layout/named-folder'
import { FILES } from '../../layout/names'
import { trashEntries } from '../../layout/trash-entry'
import { highestNumber } from '../../run/named/place'
import { rememberNumber } from '../../run/sequence'
import { withRoot } from './with-root'
import { makeTrash } from './entries'
import { linksTo, takeLinks } from './links'
import { marksNow } from './marks-now'
import { moveLocked } from './move-locked'
import { experimentOf, holderOf, standsAt } from './place'
import { whyHeld, whyMarked, type Asked } from './protection'
import { stampOf, type RunStamp } from './stamp'
import { writeTrashed, type Trashed } from './trashed'

/** A larger experiment.json is none of exman's. */
const MOST_BYTES = 2 ** 24

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
    const why = whyLeft(run)
    if (why !== undefined) return { why }
    keepNumber(run)
    const now = new Date()
    const trashed = recordOf(run, now)
    const entry = claimFolder(trash, trashEntries(now))
    const isMoved = fill(join(trash, entry), run, trashed)
    if (!isMoved) return { why: 'another process has just taken hold of it' }
    takeLinks(run.root, run.place)
    return { entry }
  })
}

/** Why a run is not as it was planned, as a clause. */
function whyLeft({ root, dir, place, stamp, isNamed, force }: Doomed): string | undefined {
  if (standsAt(root, place) !== 'folder') return 'it is no longer there'
  const now = stampOf(dir)
  if (now.folder !== stamp.folder) return 'another run is there now'
  if (isNamed) return undefined
  if (now.record !== stamp.record) return 'it has changed since the plan was made'
  return whyHeld(dir) ?? (force ? undefined : whyMarked(marksNow(root, place, dir)))
}

/** Puts a run into its entry; false, and the entry goes, when another process holds it. */
function fill(entry: string, { dir, isNamed }: Doomed, trashed: Trashed): boolean {
  const to = join(entry, basename(dir))
  let isMoved = false
  try {
    writeTrashed(entry, trashed)
    isMoved = moveLocked(dir, to, { evenHeld: isNamed })
  } catch (error) {
    isMoved = kindAt(to) !== undefined
    throw error
  } finally {
    if (!isMoved) giveUp(entry)
  }
  return isMoved
}

// The fault that led here is the one to report. An entry without a run is swept by the next call.
function giveUp(entry: string): void {
  quietly(() => {
    removeFile(join(entry, FILES.trashed))
    sweepTemporary(entry)
    removeEmptyFolder(entry)
  })
}

/** A number that was given once is not given again, though nobody sees the run any more. */
function keepNumber({ root, place, dir }: Doomed): void {
  const number = holderOf(place) === undefined ? undefined : folderNumber(basename(dir))
  if (number !== undefined && number >= highestNumber(root)) rememberNumber(root, number)
}

function recordOf({ id, root, dir, place, bytes }: Doomed, now: Date): Trashed {
  return {
    id,
    from: place,
    trashed: now.toISOString(),
    bytes,
    marks: marksNow(root, place, dir),
    indexed: linksTo(root, place).indexed,
    experiment: experimentText(root, place),
  }
}

function experimentText(root: string, place: string): string | null {
  const experiment = experimentOf(place)
  if (experiment === undefined) return null
  const path = join(root, ...experiment.split('/'), FILES.experiment)
  return quietly(() => readLooked(path, MOST_BYTES)?.text) ?? null
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
