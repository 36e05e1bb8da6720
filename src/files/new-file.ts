import { disk, type DiskHandle } from './disk'
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

/**
 * Writes a file that must not exist yet, synced, without holding up the event loop. The chunks must stay as they are
 * until it returns. On an error the operating system's error is thrown as it is, and a part of the file may be left.
 */
export async function writeNewFileAsync(path: string, chunks: readonly Uint8Array[]): Promise<void> {
  const handle = await disk().open(path, 'wx')
  try {
    for (const chunk of chunks) await writeWholeAsync(handle, chunk, path)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeWholeAsync(handle: DiskHandle, bytes: Uint8Array, path: string): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done)
    if (bytesWritten === 0) throw incomplete(path, done, bytes.byteLength)
    done += bytesWritten
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
