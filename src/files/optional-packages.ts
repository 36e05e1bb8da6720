import { realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PackageError } from '../errors'

/**
 * Loads packages that are not installed with exman, ES modules or CommonJS, in the order of their names: each from where
 * exman is installed, else from the working folder, since exman may be installed globally. `purpose` is what needs them, as
 * the beginning of a sentence.
 *
 * @throws EXMAN_PACKAGE_MISSING with one install command for all that are in neither place, or for one that does not load
 */
export async function loadPackages(purpose: string, names: readonly string[]): Promise<unknown[]> {
  const paths = names.map((name) => resolvePackage(name))
  const missing = names.filter((_, at) => paths[at] === undefined)
  if (missing.length > 0) {
    const packages = missing.length === 1 ? `package ${missing[0]!}` : `packages ${listed(missing)}`
    throw packageError(`${purpose} needs the ${packages}, which cannot be found`, missing)
  }
  const loaded: unknown[] = []
  for (const [at, path] of paths.entries()) loaded.push(await load(purpose, names[at]!, path!))
  return loaded
}

async function load(purpose: string, name: string, path: string): Promise<unknown> {
  try {
    const found = (await import(pathToFileURL(path).href)) as { default?: unknown }
    // What a CommonJS module exports is the default export.
    return found.default ?? found
  } catch (cause) {
    throw packageError(
      `${purpose} needs the package ${name}, and the one in ${path} does not load`,
      [name],
      cause,
    )
  }
}

function packageError(text: string, names: readonly string[], cause?: unknown): PackageError {
  const packages = names.join(' ')
  return new PackageError(`${text}: npm install ${packages}`, {
    package: packages,
    ...(cause !== undefined && { cause }),
  })
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}

function resolvePackage(name: string): string | undefined {
  for (const from of [__filename, join(process.cwd(), 'any.js')]) {
    try {
      // Node 20 leaves links in the path after a pipe was read by readFileSync, and then finds nothing that the package needs.
      return realpathSync.native(createRequire(from).resolve(name))
    } catch {
      // It is not there; the next place may have it.
    }
  }
  return undefined
}
