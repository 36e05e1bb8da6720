import { join } from 'node:path'
import { sweepTemporary } from '../../files'
import { DIRS } from '../../layout/names'
import { whileHeld } from '../notes/root-lock'

/**
 * Does something while no other process changes where the runs of a root are, and before that takes away what processes that were
 * killed meanwhile have left in .exman. Throws FileError, and `EXMAN_RUN_HELD` when another keeps the lock too long.
 */
export function withRoot<T>(root: string, action: () => T): T {
  return whileHeld(root, () => {
    sweepTemporary(join(root, DIRS.exman))
    return action()
  })
}
