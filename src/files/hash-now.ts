import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { resolve } from 'node:path'
import { FileError } from '../errors'
import { disk } from './disk'
import { fileError } from './file-error'
import type { FileDigest } from './hash-file'
import { lookOf, type Look } from './look'

// A pipe would wait for a writer.
const READING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
const SLICE = 1024 * 1024

/** A file's digest, and a look at it before it was hashed. */
export interface HashedNow extends FileDigest {
  look: Look
  /** Whether the hash was known, so that nothing was read. */
  isKnown: boolean
  /** Whether the file was the same before and after. */
  isSteady: boolean
}

/**
 * Hashes a file, slice by slice, while everything else waits; a link is followed. `known` may give the hash of a file that looks
 * as before, which is then not read. Throws FileError, also for what is no file.
 */
export function hashFileNow(path: string, known: (look: Look) => string | undefined): HashedNow {
  let fd: number
  try {
    fd = disk().openSync(path, READING)
  } catch (cause) {
    throw fileError(cause, 'read', path)
  }
  try {
    const look = lookAt(fd, path)
    const sha256 = known(look)
    if (sha256 !== undefined) return { bytes: look.bytes, sha256, look, isKnown: true, isSteady: true }
    return { ...hashOpen(fd), look, isKnown: false, isSteady: lookAt(fd, path).stamp === look.stamp }
  } catch (cause) {
    throw fileError(cause, 'read', path)
  } finally {
    disk().closeSync(fd)
  }
}

function lookAt(fd: number, path: string): Look {
  const found = disk().fstatSync(fd)
  if (found.isFile()) return lookOf(found)
  throw new FileError('EXMAN_FILE_INVALID', `Could not read ${path}: it is no file.`, { path: resolve(path) })
}

function hashOpen(fd: number): FileDigest {
  const hash = createHash('sha256')
  const slice = Buffer.allocUnsafe(SLICE)
  for (let bytes = 0; ;) {
    const read = disk().readSync(fd, slice, 0, SLICE)
    if (read === 0) return { bytes, sha256: hash.digest('hex') }
    hash.update(slice.subarray(0, read))
    bytes += read
  }
}
