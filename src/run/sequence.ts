import { join } from 'node:path'
import { FileError } from '../errors'
import { jsonText, overwriteFile, readRecord, replaceFile } from '../files'
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
  const known = readKnown(path)
  const sequence = Math.max(now.getTime(), (known.sequence ?? 0) + 1)
  remember(path, { ...known, sequence })
  return sequence
}

/** The highest number that runs are known to have had which are no longer there; 0 when nothing is known. */
export function rememberedNumber(root: string): number {
  return readKnown(join(root, DIRS.exman, FILES.sequence)).number ?? 0
}

/** Remembers a number that no run is to get again, durably, unless a higher one is known. Throws FileError. */
export function rememberNumber(root: string, number: number): void {
  const path = join(root, DIRS.exman, FILES.sequence)
  const known = readKnown(path)
  if ((known.number ?? 0) < number) replaceFile(path, jsonText({ format: 1, ...known, number }))
}

/** Sorts the records of runs, those made first in front. */
export function byAge(a: RunRecord, b: RunRecord): number {
  return sequenceOf(a) - sequenceOf(b) || timeOf(a) - timeOf(b) || ordinalOf(a) - ordinalOf(b)
}

/** What sequence.json says. */
interface Known {
  sequence?: number
  number?: number
}

// Like a cache it may be gone, cut or of another version; then the clock alone counts, and the runs that are there.
function readKnown(path: string): Known {
  try {
    const { sequence, number } = readRecord(path) ?? {}
    return { ...countAs('sequence', sequence), ...countAs('number', number) }
  } catch (error) {
    if (error instanceof FileError) return {}
    throw error
  }
}

function countAs(name: keyof Known, value: unknown): Known {
  return Number.isSafeInteger(value) ? { [name]: value as number } : {}
}

// Only missed where the clock is set back, too: so it is not written safely, and where it cannot be, that fails no run.
function remember(path: string, known: Known): void {
  try {
    overwriteFile(path, jsonText({ format: 1, ...known }))
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
