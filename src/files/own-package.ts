import { join } from 'node:path'
import { findAbove } from './find-above'
import { readText } from './read'

/** exman's own package, as it lies on the disk. */
export interface OwnPackage {
  readonly folder: string
  readonly version: string
}

/** The nearest folder above whose package.json is exman's; undefined in a program that exman was bundled into. */
export function ownPackage(from = __dirname): OwnPackage | undefined {
  return findAbove(from, (folder) => {
    const version = versionIn(join(folder, 'package.json'))
    return version === undefined ? undefined : { folder, version }
  })
}

function versionIn(path: string): string | undefined {
  try {
    const found = JSON.parse(readText(path) ?? 'null') as { name?: unknown; version?: unknown } | null
    return found?.name === 'exman' ? String(found.version) : undefined
  } catch {
    // That of some other package, or one that may not be read, which is no matter here.
    return undefined
  }
}
