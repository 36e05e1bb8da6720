import { setTimeout } from 'node:timers/promises'
import { keyOf, type Found } from './notebook'
import type { Looking, Subject } from './subject'

/** A file on its way into its place is there for less, and so is a run between its folder and its links. */
const PAUSE_MS = 50

/** A folder, and what was found in it. */
export interface Inspected {
  readonly subject: Subject
  readonly found: readonly Found[]
}

/**
 * What is found in folders for sure: in a second look as well, a moment later, where there is something in the first. Meanwhile a process
 * may have written there, begun to hold the run, or moved it elsewhere. `step` is called for each look, with whether the folder is done.
 */
export async function settledLooks(
  subjects: readonly Subject[],
  how: Looking,
  step: (isDone: boolean) => Promise<void>,
): Promise<Inspected[]> {
  const suspected: Inspected[] = []
  for (const subject of subjects) {
    const found = await subject.look(how)
    if (found.length > 0) suspected.push({ subject, found })
    await step(found.length === 0)
  }
  if (suspected.length === 0) return []
  await setTimeout(PAUSE_MS)
  const wrong: Inspected[] = []
  for (const { subject, found } of suspected) {
    const keys = new Set(found.map(keyOf))
    const again = (await subject.look(how)).filter((each) => keys.has(keyOf(each)))
    if (again.length > 0) wrong.push({ subject, found: again })
    await step(true)
  }
  return wrong
}
