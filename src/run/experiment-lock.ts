import { basename, dirname } from 'node:path'
import { FileError, warn } from '../errors'
import { FolderLock } from '../files'
import { DIRS } from '../layout/names'
import { runHeld } from './run-errors'

// Choosing a run takes milliseconds; who holds the lock for longer was stopped in it.
const LONGEST_WAIT_MS = 30_000
const WAIT_MS = 20

/**
 * Does something while no other process chooses a run of the same experiment: so of two that find none to go on with, only
 * one makes a new one. Throws `EXMAN_RUN_HELD` when another keeps it too long.
 */
export function withExperimentLock<T>(experiment: string, action: () => T): T {
  return withLock(acquire(experiment), action)
}

/** The same if that can be done at once; undefined, and nothing done, while another process chooses. */
export function tryExperimentLock<T>(experiment: string, action: () => T): { value: T } | undefined {
  const { lock } = FolderLock.acquire(experiment)
  return lock && { value: withLock(lock, action) }
}

/** Does something with a lock that this process has, and gives it back. */
export function withLock<T>(lock: FolderLock, action: () => T): T {
  try {
    return action()
  } finally {
    giveBack(lock)
  }
}

// An error would hide what was chosen, which stands. A fault may pass, and others would wait for the end of this process.
function giveBack(lock: FolderLock, isLastTry = false): void {
  try {
    lock.release()
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    if (!isLastTry) return giveBack(lock, true)
    warn('EXMAN_WRITE_SKIPPED', `${lock.folder} stays locked until this process ends. ${error.message}`)
  }
}

function acquire(experiment: string): FolderLock {
  const until = performance.now() + LONGEST_WAIT_MS
  for (;;) {
    const result = FolderLock.acquire(experiment)
    if (result.lock !== undefined) return result.lock
    if (performance.now() > until) return afterLongWait(experiment)
    sleep(WAIT_MS)
  }
}

/** On another machine a holder cannot be judged; but none needs this lock for so long, so it must have died there. */
function afterLongWait(experiment: string): FolderLock {
  const result = FolderLock.acquire(experiment, { takeover: true })
  if (result.lock !== undefined) return result.lock
  const isOfTree = basename(experiment) === DIRS.exman
  const what = isOfTree ? `The tree ${dirname(experiment)}` : `The choice of a run in ${experiment}`
  throw runHeld(what, result.heldBy, result.judged)
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
