import { setTimeout } from 'node:timers/promises'
import { FolderLock } from '../../files'
import { runHeld } from '../../run/run-errors'
import { letGo } from '../trash/let-go'

// Whoever has the lock of a root or an experiment has it for milliseconds.
const LONGEST_WAIT_MS = 5000
const WAIT_MS = 20

/**
 * Does something while this process holds the lock of a folder, or without one where there is none to be had. `isPatient` waits for
 * locks that are held for moments only. Throws RunError (`EXMAN_RUN_HELD`) when another process has it, FileError.
 */
export async function whileLocked<T>(
  folder: string | undefined,
  { isPatient }: { isPatient: boolean },
  action: () => Promise<T>,
): Promise<T> {
  if (folder === undefined) return action()
  const lock = await acquire(folder, performance.now() + (isPatient ? LONGEST_WAIT_MS : 0))
  try {
    return await action()
  } finally {
    letGo(lock)
  }
}

async function acquire(folder: string, until: number): Promise<FolderLock> {
  for (;;) {
    const result = FolderLock.acquire(folder)
    if (result.lock !== undefined) return result.lock
    if (performance.now() >= until) throw runHeld(folder, result.heldBy, result.judged)
    await setTimeout(WAIT_MS)
  }
}
