import { resolve } from 'node:path'
import { FileError, type FileErrorCode } from '../errors'

const READING = ['read', 'list']

const CODES: Record<string, FileErrorCode> = {
  ENOSPC: 'EXMAN_DISK_FULL',
  EDQUOT: 'EXMAN_DISK_FULL',
  EACCES: 'EXMAN_NO_PERMISSION',
  EPERM: 'EXMAN_NO_PERMISSION',
  EROFS: 'EXMAN_NO_PERMISSION',
}

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'this user has no permission',
  EPERM: 'the operating system does not permit it',
  EROFS: 'the disk is mounted read-only',
  EIO: 'the disk reports a fault',
  EXDEV: 'the two places are on different disks',
  EMFILE: 'this process has too many files open',
  ENFILE: 'the machine has too many files open',
  EEXIST: 'something is already there',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOTEMPTY: 'a folder that is not empty is already there',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'the links on the way go in a circle',
  EBUSY: 'it is in use',
}

/**
 * Turns what the operating system threw into a `FileError` that says which operation, which path and why in plain words;
 * `note` adds what is unchanged. A `FileError` passes through as it is.
 */
export function fileError(cause: unknown, operation: string, path: string, note?: string): FileError {
  if (cause instanceof FileError) return cause
  const isReading = READING.includes(operation)
  const code = errorCode(cause) ?? ''
  const gone = code === 'ENOENT' && !isReading
  const fallback = isReading ? 'EXMAN_READ_FAILED' : 'EXMAN_WRITE_FAILED'
  const message = `Could not ${operation} ${path}: ${reason(cause, code, isReading)}.${note && !gone ? ` ${note}` : ''}`
  return new FileError(gone ? 'EXMAN_FOLDER_GONE' : (CODES[code] ?? fallback), message, {
    path: resolve(path),
    cause,
  })
}

/** The error for a fault after the new content was already in place; a folder that was removed since has taken it along. */
export function notDurable(cause: unknown, path: string): FileError {
  if (errorCode(cause) === 'ENOENT') return fileError(cause, 'write', path)
  const message = `Wrote ${path}, but it may not survive a power loss: its folder could not be synced (${errorCode(cause) ?? String(cause)}).`
  return new FileError('EXMAN_NOT_DURABLE', message, { path: resolve(path), cause })
}

/** The error for a disk that took fewer bytes than it was given and named no reason. */
export function incomplete(path: string, written: number, wanted: number): FileError {
  const message = `Could not write ${path}: the disk took only ${written} of ${wanted} bytes and gave no reason.`
  return new FileError('EXMAN_WRITE_FAILED', message, { path: resolve(path) })
}

/** The error for a supply of names that has run out. */
export function noFreeName(parent: string): FileError {
  const message = `Could not make a folder in ${parent}: no name is free.`
  return new FileError('EXMAN_WRITE_FAILED', message, { path: resolve(parent) })
}

/** The code of an operating system's error, such as 'ENOENT'. */
export function errorCode(cause: unknown): string | undefined {
  const code = (cause as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

/** Whether the error says that nothing is at the path. */
export function isMissing(cause: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errorCode(cause) ?? '')
}

function reason(cause: unknown, code: string, isReading: boolean): string {
  if (code === 'ENOENT')
    return isReading ? 'it does not exist (ENOENT)' : 'it or its folder is no longer there (ENOENT)'
  const words = REASONS[code]
  if (words === undefined) return cause instanceof Error ? cause.message : String(cause)
  const { path, dest } = cause as NodeJS.ErrnoException & { dest?: string }
  return dest === undefined ? `${words} (${code})` : `${words} (${code}, ${path} -> ${dest})`
}
