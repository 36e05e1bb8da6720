/** A tree that another user may read, and nobody but root may write to. */
import { chmodSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Takes the right to write from all below a folder, and lets others reach it. */
export function forbidWriting(root: string): void {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink())
      chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o555 : 0o444)
  chmodSync(root, 0o555)
  chmodSync(dirname(dirname(root)), 0o755)
}
