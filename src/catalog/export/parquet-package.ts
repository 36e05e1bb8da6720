import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as parquet from 'hyparquet-writer' with { 'resolution-mode': 'import' }
import { PackageError } from '../../errors'

const NAME = 'hyparquet-writer'

/**
 * Loads hyparquet-writer, which is an ES module: from where exman is installed, else from the working folder, since exman
 * may be installed globally.
 *
 * @throws EXMAN_PACKAGE_MISSING when it is in neither place, or does not load
 */
export async function loadParquetPackage(): Promise<typeof parquet> {
  const path = resolvePackage([__filename, join(process.cwd(), 'any.js')])
  const install = `npm install ${NAME}`
  if (path === undefined)
    throw new PackageError(`Parquet needs the package ${NAME}, which cannot be found: ${install}`, {
      package: NAME,
    })
  try {
    return (await import(pathToFileURL(path).href)) as typeof parquet
  } catch (cause) {
    const text = `Parquet needs the package ${NAME}, and the one in ${path} does not load: ${install}`
    throw new PackageError(text, { package: NAME, cause })
  }
}

function resolvePackage(froms: readonly string[]): string | undefined {
  for (const from of froms) {
    try {
      return createRequire(from).resolve(NAME)
    } catch {
      // It is not there; the next place may have it.
    }
  }
  return undefined
}
