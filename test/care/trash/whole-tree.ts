/** Everything below a folder, as it stands there: to tell whether a tree is, byte for byte, what it was. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What stands below a folder by path: modes, bytes of files and targets of links. */
export function wholeTree(
  root: string,
  isLeftOut: (path: string) => boolean = () => false,
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(root, path)
    if (isLeftOut(name)) continue
    const mode = (lstatSync(path).mode & 0o7777).toString(8)
    if (entry.isSymbolicLink()) found[name] = `-> ${readlinkSync(path)}`
    else found[name] = entry.isFile() ? `${mode} ${readFileSync(path, 'latin1')}` : `${mode} folder`
  }
  return found
}

/** Leaves out what exman keeps for itself beside the runs: the trash's folder itself, the cache, and what is remembered of numbers. */
export const isOwn = (path: string): boolean =>
  path === '.exman/trash' || /^\.exman\/(cache|sequence\.json)/.test(path)
