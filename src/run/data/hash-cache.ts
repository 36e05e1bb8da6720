import { join } from 'node:path'
import {
  isSettled,
  jsonIn,
  jsonText,
  readLooked,
  recordIn,
  replaceFile,
  unlessRefused,
  type Look,
} from '../../files'
import { isDataObject } from '../../params/data-object'
import { cachePath, openCacheFolder } from '../cache-folder'

const FILE = 'data.json'

/** Of more files than this only those are kept that were asked for last. */
const MOST_FILES = 100_000

/** A file that is larger was not written by exman. */
const MOST_BYTES = 2 ** 28

type Entry = readonly [stamp: string, sha256: string]

/**
 * The hashes of files, by absolute path, time of change, size and inode. It stands below a root that exman has made, and may be
 * deleted, damaged or not be writable at any time: then the files are read again.
 */
export class HashCache {
  readonly #root: string
  readonly #entries: Map<string, Entry>
  readonly #used = new Map<string, Entry>()
  #hasNews = false

  constructor(root: string) {
    this.#root = root
    this.#entries = entriesIn(cachePath(root, FILE))
  }

  /** The hash of a file that looks as it did when it was hashed. */
  get(path: string, { stamp }: Look): string | undefined {
    const entry = this.#entries.get(path)
    if (entry?.[0] !== stamp) return undefined
    this.#used.set(path, entry)
    return entry[1]
  }

  /** Takes in a hash. A file that was changed a moment ago may change again without looking otherwise: it is not taken in. */
  add(path: string, look: Look, { sha256, begun }: { sha256: string; begun: number }): void {
    if (!isSettled(look, begun)) return
    this.#used.set(path, [look.stamp, sha256])
    this.#hasNews = true
  }

  /** Keeps it for the next process, if that can be done. */
  keep(): void {
    if (!this.#hasNews) return
    const all = new Map([...this.#entries, ...this.#used])
    const files = Object.fromEntries(all.size > MOST_FILES ? this.#used : all)
    unlessRefused(() => {
      const folder = openCacheFolder(this.#root)
      if (folder === undefined) return
      replaceFile(join(folder, FILE), jsonText({ format: 1, files }), { durable: false })
      this.#hasNews = false
    })
  }
}

function entriesIn(path: string): Map<string, Entry> {
  const text = unlessRefused(() => readLooked(path, MOST_BYTES))?.text
  const files =
    text === undefined ? undefined : unlessRefused(() => recordIn(jsonIn(text, path), path))?.['files']
  if (!isDataObject(files)) return new Map()
  return new Map(Object.entries(files).filter((entry): entry is [string, Entry] => isEntry(entry[1])))
}

function isEntry(value: unknown): value is Entry {
  if (!Array.isArray(value)) return false
  const [stamp, sha256] = value as unknown[]
  return typeof stamp === 'string' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)
}
