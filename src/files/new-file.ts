import { disk } from './disk'
import { incomplete } from './file-error'

/**
 * Writes a file that must not exist yet, whole and (if `durable`) synced.
 * On any error the file is removed again, and the operating system's error is thrown as it is.
 */
export function writeNewFile(path: string, bytes: Uint8Array, durable: boolean): void {
  const fd = disk().openSync(path, 'wx')
  try {
    try {
      writeWhole(fd, bytes, path)
      const { size } = disk().fstatSync(fd)
      if (size !== bytes.length) throw incomplete(path, size, bytes.length)
      if (durable) disk().fsyncSync(fd)
    } finally {
      disk().closeSync(fd)
    }
  } catch (cause) {
    unlinkQuietly(path)
    throw cause
  }
}

/** Writes all the bytes: a disk may take only a part at a time, which is no error. */
export function writeWhole(fd: number, bytes: Uint8Array, path: string): void {
  for (let done = 0; done < bytes.length;) {
    const written = disk().writeSync(fd, bytes, done, bytes.length - done)
    if (written === 0) throw incomplete(path, done, bytes.length)
    done += written
  }
}

/** Removes a hidden file if it can; one that stays is swept later. */
export function unlinkQuietly(path: string): void {
  try {
    disk().unlinkSync(path)
  } catch {
    // Nothing reads a hidden file, so a stray one does no harm until `sweepTemporary`.
  }
}

/** Content as the bytes to be written: text as UTF-8. */
export function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content
}
