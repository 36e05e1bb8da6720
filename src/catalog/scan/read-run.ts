import { folderExists, isHeld, look } from '../../files'
import { FileError } from '../../errors'
import { FILES } from '../../layout/names'
import { isJson } from '../cache/kept-facts'
import type { FolderReading } from '../read/folder-reading'
import { firstStampOf, openFiles, readFacts, stampOfRun } from '../read/read-facts'
import type { StoredFacts } from '../read/stored-facts'
import type { RunPlace } from './place'

/** What was read of a run; the stamp is undefined where it tells nothing of what the files hold from now on. */
export interface ReadRun {
  stamp: string | undefined
  facts: StoredFacts
}

/** `missed`: the run was gone before it could be read. `none`: there is no run yet. */
export type ReadOutcome = ReadRun | 'missed' | 'none'

/** Reads a run, unless its files are as they were (`stamp`), which gives undefined. What cannot be read is told in the facts. */
export function readRun(place: RunPlace, stamp: string | undefined): ReadOutcome | undefined {
  return stamp !== undefined && stampOfRun(place) === stamp ? undefined : readAnew(place)
}

/**
 * The same where only the first of the files is looked at: the others may have changed. Of a run that is read, notes are not looked
 * for: its stamp is that of a run without any, and has to be held against the disk before the run is shown.
 */
export function readRunQuickly(place: RunPlace, stamp: string | undefined): ReadOutcome | undefined {
  if (stamp?.startsWith(firstStampOf(place)) === true) return undefined
  const read = readAnew(place, { withNotes: false })
  return typeof read === 'string' || read.stamp !== undefined ? read : readAnew(place)
}

function readAnew(place: RunPlace, { withNotes = true, tries = 3 } = {}): ReadOutcome {
  const reading = openFiles(place, { withNotes })
  const isNone = whyNone(place, reading)
  if (isNone !== undefined) return isNone
  const facts = readFacts(place, reading)
  if (facts.problem !== null) {
    // Of a run that went elsewhere meanwhile, or went and came back, only a part was read.
    if (!folderExists(place.dir)) return 'missed'
    if (tries > 1 && stampOfRun(place) !== reading.stamp)
      return readAnew(place, { withNotes, tries: tries - 1 })
  }
  // A problem is told with the path that the file has now, and may pass.
  const isKept = !place.isTrial && reading.isSettled(Date.now()) && facts.problem === null && isJson(facts)
  return { stamp: isKept ? reading.stamp : undefined, facts }
}

function whyNone({ dir, kind }: RunPlace, reading: FolderReading): 'missed' | 'none' | undefined {
  if (kind === 'keras' || reading.has(FILES.run) || reading.problem !== null) return undefined
  if (!folderExists(dir)) return 'missed'
  // Its process is about to write what makes it one.
  return isHeldNow(dir) ? 'none' : undefined
}

/** Whether a living process holds a run, or one of which that cannot be seen. */
export function isHeldNow(dir: string): boolean {
  try {
    return look(`${dir}/${FILES.lock}`) !== undefined && isHeld(dir)
  } catch (error) {
    if (error instanceof FileError) return true
    throw error
  }
}
