import { isSettled, listEntries, lookAtFolder, type FolderEntry } from '../../files'
import { isOtherCache, keptLines } from './kept-lines'

/** The file of the cache with what stands in the folders of experiments. */
export const FOLDERS_FILE = 'folders.ndjson'

interface Listing {
  stamp: string
  entries: FolderEntry[]
}

/** Lists folders, and those that have not changed since an earlier time from memory. */
export class KnownFolders {
  readonly #before: ReadonlyMap<string, Listing>
  readonly #now = Date.now()
  /** Those of this time. */
  readonly #listings = new Map<string, Listing>()

  constructor(before?: KnownFolders) {
    this.#before = before === undefined ? new Map() : before.#listings
  }

  /** With what is known of the folders of a root from an earlier listing. */
  static load(root: string): KnownFolders {
    const known = new KnownFolders()
    try {
      for (const line of keptLines(root, FOLDERS_FILE)) {
        const [path, stamp, entries] = JSON.parse(line) as [string, string, FolderEntry[]]
        known.#listings.set(path, { stamp, entries })
      }
    } catch (error) {
      if (!isOtherCache(error)) throw error
      return new KnownFolders()
    }
    return known
  }

  /** What stands in a folder below the root, known by its path there. Throws FileError. */
  list(dir: string, path: string): FolderEntry[] {
    const found = lookAtFolder(dir)
    const before = this.#before.get(path)
    if (found !== undefined && before?.stamp === found.stamp) {
      this.#listings.set(path, before)
      return before.entries
    }
    const entries = listEntries(dir)
    if (found !== undefined && isSettled(found, this.#now))
      this.#listings.set(path, { stamp: found.stamp, entries })
    return entries
  }

  /** As lines of the cache. */
  *lines(): Generator<string> {
    for (const [path, { stamp, entries }] of this.#listings) yield JSON.stringify([path, stamp, entries])
  }
}
