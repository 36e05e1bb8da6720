import { FileError } from '../../errors'
import { FolderLock, relocateFolder, sweepTemporary } from '../../files'
import { letGo } from './let-go'

/**
 * Moves a run's folder while this process has its lock, which does not stay behind; with `evenHeld` also one that another
 * process holds: its lock goes along, and its next write fails. False, and nothing is moved, for a run that is held otherwise.
 * Throws FileError; after `EXMAN_NOT_DURABLE` the folder is where it was to go.
 */
export function moveLocked(from: string, to: string, { evenHeld }: { evenHeld: boolean }): boolean {
  const { lock } = FolderLock.acquire(from) as { lock?: FolderLock }
  if (lock === undefined) {
    if (evenHeld) relocateFolder(from, to)
    return evenHeld
  }
  try {
    // What is half-made there is of processes that are gone.
    sweepTemporary(from)
    relocateFolder(from, to)
    lock.movedTo(to)
  } catch (error) {
    if (error instanceof FileError && error.code === 'EXMAN_NOT_DURABLE') lock.movedTo(to)
    throw error
  } finally {
    letGo(lock)
  }
  return true
}
