import { setTimeout } from 'node:timers/promises'
import { keyOf, type Found } from './notebook'
import type { Looking, Subject } from './subject'

/** A file on its way into its place is there for less than a millisecond. */
const PAUSE_MS = 50

/**
 * What is found in a folder for sure: in a second look as well, where there is something in the first. Between the reading of two files
 * a process may have written there, begun to hold the run, or moved it elsewhere.
 */
export async function settledLook(subject: Subject, how: Looking): Promise<Found[]> {
  const first = await subject.look(how)
  if (first.length === 0) return first
  if (first.some(({ finding }) => finding.code === 'stray-file')) await setTimeout(PAUSE_MS)
  const keys = new Set(first.map(keyOf))
  return (await subject.look(how)).filter((found) => keys.has(keyOf(found)))
}
