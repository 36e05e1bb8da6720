import { join } from 'node:path'
import { kindAt } from '../../files'
import { DIRS, FILES } from '../../layout/names'
import { withExperimentLock } from '../../run/experiment-lock'
import { carryOut } from './carry-out'
import { readJournal, removeJournal } from './journal'
import { checkKeyedRoot } from './root'
import type { RekeyOutcome } from './types'

/**
 * Finishes a rekey that was interrupted; undefined when none was. One that another process works on is waited for. Throws FileError,
 * RunError.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- what changes a tree returns a promise, everywhere
export async function finishRekey(root: string): Promise<RekeyOutcome | undefined> {
  checkKeyedRoot(root)
  const exman = join(root, DIRS.exman)
  // Without one nothing is written, so that a plan can be made of a tree that is read-only.
  if (kindAt(join(exman, FILES.rekey)) === undefined) return undefined
  return withExperimentLock(exman, () => finishInterrupted(root))
}

/** The same for who holds the root's lock. */
export function finishInterrupted(root: string): RekeyOutcome | undefined {
  const journal = readJournal(root)
  if (journal === undefined) return undefined
  const done = carryOut(root, journal, { isFinishing: true })
  removeJournal(root)
  return done
}
