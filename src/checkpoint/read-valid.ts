import { FileError } from '../errors'
import { readRecord } from '../files'

/**
 * The record in one of exman's JSON files; undefined when there is no file, or it holds something else. A file that
 * cannot be looked at now may well be whole, so that is thrown: FileError.
 */
export function readValid(path: string): Record<string, unknown> | undefined {
  try {
    return readRecord(path)
  } catch (error) {
    const isContent =
      error instanceof FileError && ['EXMAN_FILE_INVALID', 'EXMAN_FORMAT_NEWER'].includes(error.code)
    if (isContent) return undefined
    throw error
  }
}
