import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { FileError, type FileErrorCode } from '../../errors'
import { fileSize, folderExists, hashFileNow, listEntries, readLink } from '../../files'
import { codePointOrder } from '../../params/code-point-order'
import { projectPath } from '../provenance'
import type { DataFact } from './data-fact'
import { HashCache } from './hash-cache'

/** How data is looked at. */
export interface FingerprintOptions {
  /** The experiment root: it holds the cache, and is never part of a folder of data. */
  root: string
  /** What the paths are relative to, and how they are shown. */
  show?: (path: string) => string
}

/** What the data of a run is, each path once; `keep` keeps the hashes for the next time, once there is a root. */
export interface Fingerprint {
  facts: DataFact[]
  keep: () => void
}

/**
 * Hashes files and folders. A folder counts by the relative paths and the content of its files; a link in it counts by what it
 * points to, and is not followed. Throws FileError, naming the path, for one that is missing or cannot be read.
 */
export function fingerprint(
  paths: readonly string[],
  { root, show = projectPath }: FingerprintOptions,
): Fingerprint {
  const cache = new HashCache(root)
  const whole = [...new Set(paths.map((path) => resolve(path)))]
  const facts = whole.map((path) =>
    naming(path, () => ({ path: show(path), ...digestOf(path, root, cache) })),
  )
  return { facts, keep: () => cache.keep() }
}

/**
 * The bytes of a file, or of all files in a folder together, without reading them; no more are looked at once they are more than
 * `most`. Throws FileError.
 */
export function sizeOf(path: string, { root, most }: { root: string; most: number }): number {
  // A hash that is known already is not worked out.
  if (!folderExists(path)) return hashFileNow(path, () => '').bytes
  let sum = 0
  for (const { name, isLink } of filesBelow(path, root)) {
    if (!isLink) sum += fileSize(join(path, name)) ?? 0
    if (sum > most) break
  }
  return sum
}

/** A look at the data of a run, taken when it is first asked for; undefined where there is none. */
export function dataLook(
  paths: readonly string[] | undefined,
  root: string,
): (() => Fingerprint) | undefined {
  if (paths === undefined || paths.length === 0) return undefined
  // Relative to what is the working folder now.
  const whole = paths.map((path) => resolve(path))
  let found: Fingerprint | undefined
  return () => (found ??= fingerprint(whole, { root }))
}

type Digest = Omit<DataFact, 'path'>

function digestOf(path: string, root: string, cache: HashCache): Digest {
  return folderExists(path) ? folderDigest(path, root, cache) : fileDigest(path, cache)
}

function fileDigest(path: string, cache: HashCache): Digest {
  const begun = Date.now()
  const hashed = hashFileNow(path, (look) => cache.get(path, look))
  const { bytes, sha256, look, isSteady, isKnown } = hashed
  if (isSteady && !isKnown) cache.add(path, look, { sha256, begun })
  return { bytes, sha256 }
}

/** A line for each file, and for each link, in the order of their paths. */
function folderDigest(folder: string, root: string, cache: HashCache): Digest {
  const hash = createHash('sha256')
  let sum = 0
  const files = [...filesBelow(folder, root)].sort((a, b) => codePointOrder(a.name, b.name))
  for (const { name, isLink } of files) {
    const path = join(folder, name)
    if (isLink) hash.update(`link ${JSON.stringify(readLink(path) ?? '')} ${JSON.stringify(name)}\n`)
    else {
      const { bytes, sha256 } = fileDigest(path, cache)
      hash.update(`${sha256} ${bytes} ${JSON.stringify(name)}\n`)
      sum += bytes
    }
  }
  return { bytes: sum, sha256: hash.digest('hex') }
}

function* filesBelow(folder: string, root: string): Generator<{ name: string; isLink: boolean }> {
  const pending = ['']
  while (pending.length > 0) {
    const prefix = pending.pop()!
    for (const entry of listEntries(join(folder, prefix))) {
      const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`
      // The runs themselves are no data of theirs.
      if (entry.kind === 'folder' && join(folder, name) !== root) pending.push(name)
      if (entry.kind === 'file' || entry.kind === 'link') yield { name, isLink: entry.kind === 'link' }
    }
  }
}

function naming<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    const text = `The option "data" names ${path}, which cannot be read. ${error.message}`
    throw new FileError(error.code as FileErrorCode, text, { path: error.path, cause: error.cause })
  }
}
