import { disk } from './disk'
import { errorCode, fileError } from './file-error'

const UNSUPPORTED = ['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']

/**
 * How many bytes an ordinary user can still write on the disk that holds a folder; undefined where the system does not
 * tell. A quota may allow fewer. Throws FileError.
 */
export function freeBytes(folder: string): number | undefined {
  try {
    const { blocks, bavail, bsize } = disk().statfsSync(folder)
    // A file system without an answer gives zeros, and no disk has a size of nothing.
    return blocks === 0n ? undefined : Number(bavail * bsize)
  } catch (cause) {
    if (UNSUPPORTED.includes(errorCode(cause) ?? '')) return undefined
    throw fileError(cause, 'find out the free space at', folder)
  }
}
