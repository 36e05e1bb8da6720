import { FileError } from '../errors'
import { heldRunAt } from './held-run'
import type { WriteFaults } from './write-faults'

/** Records a write that failed in the background after its run was given up: nobody waits for it any more. */
export function reportLate(error: unknown, dir: string, faults: WriteFaults): void {
  if (!(error instanceof FileError)) throw error
  faults.report(error)
  const held = heldRunAt(dir)
  if (held === undefined) return
  faults.settle(held.record.problems)
  try {
    held.save()
  } catch (again) {
    // It was warned of already, and the run is over.
    if (!(again instanceof FileError)) throw again
  }
}
