import { join } from 'node:path'
import { FileError } from '../errors'
import { jsonText, overwriteFile, readRecord } from '../files'
import { DIRS, FILES } from '../layout/names'
import { parseRunFolder } from '../layout/run-folder'
import { parseRunId } from '../layout/run-id'
import type { RunRecord } from './record'

/**
 * The place of a new run among all of a root: a number past that of the run made before it, also when the clock was set
 * back since or stands still. It is the time in milliseconds while the clock goes forward. Processes that make runs at
 * the same moment may get the same number, or after a clock was set back numbers out of order among themselves.
 */
export function nextSequence(root: string, now: Date): number {
  const path = join(root, DIRS.exman, FILES.sequence)
  const sequence = Math.max(now.getTime(), lastSequence(path) + 1)
  remember(path, sequence)
  return sequence
}

/** Sorts the records of runs, those made first in front. */
export function byAge(a: RunRecord, b: RunRecord): number {
  return sequenceOf(a) - sequenceOf(b) || timeOf(a) - timeOf(b) || ordinalOf(a) - ordinalOf(b)
}

// Like a cache it may be gone, cut or of another version; then the clock alone counts.
function lastSequence(path: string): number {
  try {
    const sequence = readRecord(path)?.['sequence']
    return Number.isSafeInteger(sequence) ? (sequence as number) : 0
  } catch (error) {
    if (error instanceof FileError) return 0
    throw error
  }
}

// Only missed where the clock is set back, too: so it is not written safely, and where it cannot be, that fails no run.
function remember(path: string, sequence: number): void {
  try {
    overwriteFile(path, jsonText({ format: 1, sequence }))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
  }
}

function sequenceOf(record: RunRecord): number {
  return record.sequence ?? timeOf(record)
}

function timeOf({ created }: RunRecord): number {
  return Date.parse(created) || 0
}

function ordinalOf({ id }: RunRecord): number {
  return parseRunFolder(parseRunId(id)?.run ?? '')?.ordinal ?? 1
}
