import path from 'node:path'
import { PathError } from '../errors'
import { showText } from '../params/show'

/**
 * The absolute path of something inside a folder; the folder itself is inside. `..` may be used as long as the path does
 * not leave. Looks at the text alone, so links are not followed. Throws PathError (EXMAN_PATH_OUTSIDE) for a path that
 * would leave, an absolute one, and a NUL byte.
 */
export function pathInside(dir: string, ...segments: string[]): string {
  const base = path.resolve(dir)
  const joined = path.resolve(base, ...segments)
  const way = path.relative(base, joined)
  // A root, because on Windows `C:x` and `\x` lead out without being absolute.
  const leaves = way === '..' || way.startsWith(`..${path.sep}`) || path.parse(way).root !== ''
  if (leaves || segments.some((segment) => path.parse(segment).root !== '' || segment.includes('\0'))) {
    const given = segments.join('/')
    const text = `The path "${showText(given)}" leads out of ${showText(base)}. Use a relative path that stays inside it.`
    throw new PathError('EXMAN_PATH_OUTSIDE', text, { path: given })
  }
  return joined
}
