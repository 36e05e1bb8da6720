import { FileError } from '../errors'

/** What some work gives; undefined where a file cannot be read or written, for what may as well not be there. */
export function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
