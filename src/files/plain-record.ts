import { readLooked } from './look'
import { jsonIn, recordIn } from './read'

/** A larger record of exman there is not. */
const MOST_BYTES = 64 * 2 ** 20

/**
 * As `readRecord`, of a file that anybody may have put there: a link is not followed, and a pipe or a file without end never waited
 * for. Undefined when there is none. Throws FileError: `EXMAN_FILE_INVALID`, or `EXMAN_FORMAT_NEWER`.
 */
export function readPlainRecord(path: string): Record<string, unknown> | undefined {
  const found = readLooked(path, MOST_BYTES)
  return found && recordIn(jsonIn(found.text, path), path)
}
