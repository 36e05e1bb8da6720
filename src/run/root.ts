import { join } from 'node:path'
import { FileError } from '../errors'
import { createOnce, ensureFolder, jsonText, makeFolder, readRecord } from '../files'
import { DIRS, FILES } from '../layout/names'
import { exmanVersion } from './version'

/** How the runs of a root are named: by the hashes of their parameters, or by number and time. */
export type Layout = 'keyed' | 'named'

/**
 * Makes `root` an experiment root, or checks that it is one: the folder, its `.exman/format.json`, and these folders in
 * it. A folder that already holds other files becomes a root too; nothing in it is touched.
 * Throws `EXMAN_ROOT_INVALID` when it cannot be one.
 */
export function openRoot(root: string, layout: Layout, folders: readonly string[] = []): void {
  const path = join(root, DIRS.exman, FILES.format)
  try {
    const found = readRecord(path)
    if (found === undefined) begin(root, layout, path)
    else checkLayout(found, layout, path)
    for (const folder of folders) makeFolder(join(root, folder))
  } catch (error) {
    if (
      !(error instanceof FileError) ||
      error.code === 'EXMAN_ROOT_INVALID' ||
      error.code === 'EXMAN_FORMAT_NEWER'
    )
      throw error
    throw new FileError('EXMAN_ROOT_INVALID', `${root} cannot hold experiments. ${error.message}`, {
      path: root,
      cause: error,
    })
  }
}

function begin(root: string, layout: Layout, path: string): void {
  ensureFolder(join(root, DIRS.exman))
  const format = { format: 1, layout, created: new Date().toISOString(), by: `exman ${exmanVersion()}` }
  if (!createOnce(path, jsonText(format))) checkLayout(readRecord(path) ?? {}, layout, path)
}

function checkLayout(found: Record<string, unknown>, layout: Layout, path: string): void {
  if (found.layout === layout) return
  const other = found.layout === 'named' ? 'ExParser' : 'ExperimentManager'
  throw new FileError(
    'EXMAN_ROOT_INVALID',
    `${path} says that this folder was made by ${other} (layout "${String(found.layout)}"). Give another folder.`,
    { path },
  )
}
