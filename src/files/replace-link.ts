import { dirname, join } from 'node:path'
import { disk } from './disk'
import { errorCode, fileError } from './file-error'
import { temporaryFileName } from './hidden-names'
import { unlinkQuietly } from './new-file'

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/**
 * Points the link at `path` to `target`, a path relative to the link's folder; readers see the old target or the new.
 * False, and nothing changed, where links are not supported or something that is not a link stands there. A link is a
 * convenience, so it is not synced. Throws FileError.
 */
export function replaceLink(target: string, path: string): boolean {
  try {
    const present = standing(path)
    if (present === target) return true
    if (present === undefined) return make(target, path) ?? point(target, path)
    return present !== false && point(target, path)
  } catch (cause) {
    throw fileError(cause, 'link', path)
  }
}

/** What the link at `path` points to, as it is written; undefined when there is no link. Throws FileError. */
export function readLink(path: string): string | undefined {
  try {
    return standing(path) || undefined
  } catch (cause) {
    throw fileError(cause, 'read', path)
  }
}

/** What the link points to; undefined when nothing is there, false when it is not a link. */
function standing(path: string): string | false | undefined {
  try {
    return disk().lstatSync(path).isSymbolicLink() ? disk().readlinkSync(path) : false
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined
    throw cause
  }
}

/** Makes a link where nothing stands, which a kill leaves nothing beside of; undefined when another has come there since. */
function make(target: string, path: string): boolean | undefined {
  try {
    disk().symlinkSync(target, path)
    return true
  } catch (cause) {
    const code = errorCode(cause) ?? ''
    if (NO_LINKS.includes(code)) return false
    if (code === 'EEXIST') return undefined
    throw cause
  }
}

function point(target: string, path: string): boolean {
  const temporary = join(dirname(path), temporaryFileName())
  try {
    disk().symlinkSync(target, temporary)
  } catch (cause) {
    if (NO_LINKS.includes(errorCode(cause) ?? '')) return false
    throw cause
  }
  try {
    disk().renameSync(temporary, path)
    return true
  } catch (cause) {
    unlinkQuietly(temporary)
    throw cause
  }
}
