import { showText } from '../params/show'
import { folderNumber } from './named-folder'
import { isDeviceName, whyNoPlainName } from './plain-name'

/** Marks are folders in folders in the numbered layout, but not without end. */
export const MOST_MARK_LEVELS = 20

const MOST_BYTES = 500

/**
 * Why a text can be no mark, as a clause: `contains "\\"`. Undefined when it can: names with slashes between, such as `for/paper`,
 * each of which can be that of a folder on every system, is not hidden, and is not taken for a numbered run.
 */
export function whyNoMark(mark: string): string | undefined {
  const names = mark.split('/')
  if (names.length > MOST_MARK_LEVELS) return `has more than ${MOST_MARK_LEVELS} names between its slashes`
  for (const name of names) {
    const why = whyNoName(name)
    if (why !== undefined) return names.length === 1 ? why : `has a name that ${why}`
  }
  const bytes = Buffer.byteLength(mark)
  return bytes > MOST_BYTES ? `has ${bytes} bytes, more than ${MOST_BYTES}` : undefined
}

function whyNoName(name: string): string | undefined {
  const why = whyNoPlainName(name)
  if (why !== undefined) return why
  if (name.startsWith('.')) return 'begins with a dot'
  if (isDeviceName(name)) return 'is that of a device on Windows'
  return folderNumber(name) === undefined ? undefined : `is that of a numbered run, "${showText(name)}"`
}
