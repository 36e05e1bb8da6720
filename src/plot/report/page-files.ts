import { join } from 'node:path'
import { FileError } from '../../errors'
import { ownPackage, readText } from '../../files'

/** What runs in the page of a report, and how it looks. */
export interface PageFiles {
  readonly script: string
  readonly style: string
}

/**
 * Reads the built page, which stands in exman's own `dist`, wherever below its folder this code is. Throws FileError where it is not,
 * as in a program that exman was bundled into.
 */
export function readPageFiles(from = __dirname): PageFiles {
  const folder = ownPackage(from)?.folder
  return { script: partOf('page.js', folder, from), style: partOf('page.css', folder, from) }
}

function partOf(name: string, folder: string | undefined, from: string): string {
  const path = join(folder ?? from, 'dist', 'report-page', name)
  const text = folder === undefined ? undefined : readText(path)
  if (text !== undefined) return text
  const message =
    folder === undefined
      ? `A report needs the file dist/report-page/${name} of exman, and ${from} is in no folder of that package. Keep exman out of the bundle, so that it is loaded from node_modules.`
      : `A report needs ${path}, which is not there. Install exman again, or build it: npm run build.`
  throw new FileError('EXMAN_READ_FAILED', message, { path })
}
