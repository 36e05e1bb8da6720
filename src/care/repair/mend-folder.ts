import { ExmanError } from '../../errors'
import { keyOf, type Found } from '../check/notebook'
import type { Inspected } from '../check/settled-look'
import type { Looking } from '../check/subject'
import { whileLocked } from './locked-folder'

/** What came of one thing that was to be mended: `gone` when it was right by itself, a text when it could not be mended. */
export type Mended = 'done' | 'gone' | { why: string }

const LOOK: Looking = { verify: false, isHolder: true }

/**
 * Mends what was found in one folder, with its lock, and gives what came of each. It is looked at again right before, since the tree may
 * have changed: what is no longer so is left alone. Never throws what exman throws.
 */
export async function mendFolder({ subject, found }: Inspected): Promise<Map<string, Mended>> {
  const outcome = new Map<string, Mended>()
  const planned = found.filter(({ mend }) => mend !== undefined)
  const isRun = planned.some(({ finding }) => finding.run !== null)
  try {
    await whileLocked(subject.lock, { isPatient: !isRun }, async () => {
      const now = new Map((await subject.look(LOOK)).map((each) => [keyOf(each), each]))
      for (const each of planned) outcome.set(keyOf(each), await mended(each, now.get(keyOf(each))))
      // What was to be mended, and is found again, was not.
      for (const each of await subject.look(LOOK))
        if (outcome.get(keyOf(each)) === 'done') outcome.set(keyOf(each), { why: 'It is as it was.' })
    })
  } catch (error) {
    if (!(error instanceof ExmanError)) throw error
    for (const each of planned)
      if (!isOver(outcome.get(keyOf(each)))) outcome.set(keyOf(each), { why: error.message })
  }
  return outcome
}

async function mended({ finding }: Found, now: Found | undefined): Promise<Mended> {
  // Who came here has taken the lock over, so that it is not found again.
  if (now?.mend === undefined) return finding.code === 'lock-dead' ? 'done' : 'gone'
  try {
    await now.mend.act()
    return 'done'
  } catch (error) {
    if (error instanceof ExmanError) return { why: error.message }
    throw error
  }
}

function isOver(outcome: Mended | undefined): boolean {
  return outcome === 'gone' || typeof outcome === 'object'
}
