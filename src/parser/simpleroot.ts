import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FileError, OptionError } from '../errors'
import { folderExists } from '../files'
import { show } from '../params/show'

const NAME = 'exman'

/**
 * The folder `exman` beside a script: where ExParser puts its runs.
 *
 * @param script `import.meta.url` or `__filename` of the script, or the folder it stands in
 * @returns an absolute path; nothing is made
 * @throws EXMAN_OPTION_INVALID for what is no path, EXMAN_ROOT_INVALID for a place inside node_modules
 * @example
 * ```ts
 * import { ExParser, simpleroot } from 'exman'
 *
 * const parser = new ExParser({ root: simpleroot(import.meta.url) })   // in CommonJS: simpleroot(__filename)
 * ```
 */
export function simpleroot(script: string): string {
  if (typeof script !== 'string' || script === '') {
    const text = `simpleroot takes import.meta.url, __filename or a folder, got ${show(script)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'script', value: script })
  }
  const path = resolve(script.startsWith('file:') ? fileURLToPath(script) : script)
  return checkedRoot(join(folderExists(path) ? path : dirname(path), NAME))
}

/** An absolute path that may be a root. Throws `EXMAN_ROOT_INVALID`. */
export function checkedRoot(root: string): string {
  const path = resolve(root)
  if (!isInstalled(path)) return path
  const text = `${path} is inside node_modules, which the next install may empty. Give a folder of your own.`
  throw new FileError('EXMAN_ROOT_INVALID', text, { path })
}

/** The root of a script that names none: beside the file that node was started with, or where a tool runs it, below the working folder. */
export function rootOfMainScript(): string {
  const [, main] = process.argv
  const isScript = main !== undefined && !isInstalled(resolve(main))
  return isScript ? simpleroot(main) : checkedRoot(join(process.cwd(), NAME))
}

function isInstalled(path: string): boolean {
  return path.split(sep).includes('node_modules')
}
