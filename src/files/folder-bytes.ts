import { join } from 'node:path'
import { disk } from './disk'

/**
 * The bytes that the files in a folder have, those in its subfolders included; of a plain file its own. Links are not followed
 * and count for nothing, and neither does what cannot be looked at, or is gone: it is a size to show, not a proof.
 */
export function folderBytes(path: string): number {
  const found = attempt(() => disk().lookSync(path))
  if (found?.isFile() === true) return found.size
  if (found?.isDirectory() !== true) return 0
  let bytes = 0
  // Not by calls of its own: somebody else's folders may be nested without end.
  const folders = [path]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const dir = folder
    for (const entry of attempt(() => disk().direntsSync(dir)) ?? []) {
      if (entry.isDirectory()) folders.push(join(dir, entry.name))
      else if (entry.isFile()) bytes += attempt(() => disk().lookSync(join(dir, entry.name)))?.size ?? 0
    }
  }
  return bytes
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
