import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The package is not there at all, which is another thing than one that fails to load. */
export const NOT_INSTALLED = Symbol('not installed')

/** The folders that packages are looked for from: that of the main script, then the working folder. */
export function projectFolders(): string[] {
  const [, script] = process.argv
  return [...new Set([...(script === undefined ? [] : [dirname(script)]), process.cwd()])]
}

/** Loads a package of the user's project, or of the package in `from`. What it throws while loading is thrown. */
export function loadPackage(name: string, from: readonly string[] = projectFolders()): unknown {
  const path = resolvePackage(name, from)
  return path === undefined ? NOT_INSTALLED : createRequire(path)(path)
}

function resolvePackage(name: string, folders: readonly string[]): string | undefined {
  for (const folder of folders) {
    try {
      return createRequire(join(folder, 'any.js')).resolve(name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    }
  }
  return undefined
}

/** What the first loaded file whose path matches exports; `undefined` when there is none. */
export function loadedPackage(entry: RegExp): unknown {
  const path = Object.keys(require.cache).find((candidate) => entry.test(candidate))
  return path === undefined ? undefined : require.cache[path]!.exports
}
