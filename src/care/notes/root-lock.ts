import { join } from 'node:path'
import { lookAtFolder } from '../../files'
import { DIRS } from '../../layout/names'
import { withExperimentLock } from '../../run/experiment-lock'

/**
 * Does something while no other process changes marks and notes, or the places of runs, below a root. The trees of the Python tools
 * have no place for a lock: there it is done without.
 */
export function whileHeld<T>(root: string, action: () => T): T {
  const exman = join(root, DIRS.exman)
  return lookAtFolder(exman) === undefined ? action() : withExperimentLock(exman, action)
}
