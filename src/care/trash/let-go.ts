import { FileError } from '../../errors'
import type { FolderLock } from '../../files'

/** Gives a lock back. A fault may pass, and others would wait for the end of this process, so it is tried twice. Throws FileError. */
export function letGo(lock: FolderLock): void {
  try {
    lock.release()
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    lock.release()
  }
}
