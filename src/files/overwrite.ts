import { createOnce } from './create-once'
import { disk } from './disk'
import { fileError, isMissing } from './file-error'
import { toBytes } from './new-file'

/**
 * Writes a file over, in place and unsynced: for something that may be lost, or read half written, without harm. It costs a
 * tenth of a replacement, which makes the disk flush the new file. Throws FileError.
 */
export function overwriteFile(path: string, content: string): void {
  try {
    overwrite(path, toBytes(content))
  } catch (cause) {
    if (!isMissing(cause)) throw fileError(cause, 'write', path)
    createOnce(path, content, { durable: false })
  }
}

function overwrite(path: string, bytes: Uint8Array): void {
  const fd = disk().openSync(path, 'r+')
  try {
    disk().writeSync(fd, bytes, 0, bytes.length)
    if (disk().fstatSync(fd).size > bytes.length) disk().ftruncateSync(fd, bytes.length)
  } finally {
    disk().closeSync(fd)
  }
}
