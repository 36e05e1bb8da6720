import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { FileError } from '../../errors'
import { FolderLock, readLookedBytes, replaceFile } from '../../files'
import { cachePath, openCacheFolder } from '../../run/cache-folder'
import { exmanVersion } from '../../run/version'

const NEWLINE = 0x0a

/** A larger file is not read, and not written. */
const MOST_BYTES = 400 * 2 ** 20

/** To be raised whenever what stands in the lines of a cache changes its shape or meaning. */
const SHAPE = 2

/** The lines of a file in the cache of a root; none when it is missing, damaged in any way, or of another version. */
export function* keptLines(root: string, file: string): Generator<string> {
  const text = quietly(() => keptText(cachePath(root, file))) ?? ''
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start)
    yield text.slice(start, next)
    start = next + 1
  }
}

/** Whether an error says that the lines of a cache, though right by their sum, are not those that exman writes. */
export function isOtherCache(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof TypeError
}

/**
 * Keeps lines for the next listing, by file: each all or nothing, so that readers never wait and never see a part. Only below a
 * root that exman has made, and by one process at a time: another leaves it. Never throws; a cache that cannot be kept is none.
 */
export function keepLines(root: string, files: Readonly<Record<string, Iterable<string>>>): void {
  quietly(() => {
    const folder = openCacheFolder(root)
    if (folder === undefined) return
    const { lock } = FolderLock.acquire(folder) as { lock?: FolderLock }
    if (lock === undefined) return
    try {
      for (const [file, lines] of Object.entries(files)) keep(join(folder, file), lines)
    } finally {
      lock.release()
    }
  })
}

function keptText(path: string): string | undefined {
  const bytes = readLookedBytes(path, MOST_BYTES)?.bytes
  if (bytes === undefined) return undefined
  // The last line is the sum of all before it.
  const end = bytes.lastIndexOf(NEWLINE, bytes.length - 2) + 1
  if (bytes.toString('latin1', end) !== `${crc32(bytes.subarray(0, end))}\n`) return undefined
  const text = bytes.toString('utf8', 0, end)
  return text.startsWith(header()) ? text.slice(header().length) : undefined
}

function keep(path: string, lines: Iterable<string>): void {
  const body = Buffer.from(header() + [...lines, ''].join('\n'))
  if (body.length > MOST_BYTES) return
  replaceFile(path, Buffer.concat([body, Buffer.from(`${crc32(body)}\n`)]), { durable: false })
}

function header(): string {
  return `${JSON.stringify({ format: 1, by: `exman ${exmanVersion()}`, shape: SHAPE, zone: zone() })}\n`
}

// When a run of the Python tools began is told by its folder's name alone, in local time.
function zone(): number[] {
  return [0, 6].map((month) => new Date(2026, month, 1).getTimezoneOffset())
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    // The latter for a text longer than any can be.
    if (error instanceof FileError || error instanceof RangeError) return undefined
    throw error
  }
}
