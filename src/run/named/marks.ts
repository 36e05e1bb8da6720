import { join, relative } from 'node:path'
import {
  ensureFolder,
  fileExists,
  folderExists,
  listFolder,
  readLink,
  readText,
  removeFile,
  replaceFile,
  replaceLink,
} from '../../files'
import { DIRS } from '../../layout/names'

/** Links a run under marked/, below the folders that a mark names. Gives the path of the link. Throws FileError. */
export function linkMark(root: string, mark: readonly string[], run: string): string {
  const folder = join(root, DIRS.marked, ...mark)
  ensureFolder(folder)
  const path = join(folder, run)
  point(path, join(root, DIRS.runs, run))
  return path
}

/** Points every mark of a run to where the run is now. Throws FileError. */
export function moveMarks(root: string, run: string, dir: string): void {
  for (const path of marksOf(join(root, DIRS.marked), run)) point(path, dir)
}

/** The marks of a run, found by its name: links, and files that stand in for them. */
function marksOf(folder: string, run: string): string[] {
  return listFolder(folder).flatMap((name) => {
    const path = join(folder, name)
    const isLink = readLink(path) !== undefined
    if (name === run && (isLink || standsIn(path, run))) return [path]
    return !isLink && folderExists(path) ? marksOf(path, run) : []
  })
}

function standsIn(path: string, run: string): boolean {
  const text = fileExists(path) ? readText(path) : undefined
  return (
    text !== undefined &&
    text.startsWith('../') &&
    text.indexOf('\n') === text.length - 1 &&
    text.endsWith(`/${run}\n`)
  )
}

function point(path: string, dir: string): void {
  const target = relative(join(path, '..'), dir).replaceAll('\\', '/')
  if (!replaceLink(target, path)) replaceFile(path, `${target}\n`)
}

/** Takes marks away that were made for a run which did not come about. */
export function unlinkMarks(paths: readonly string[]): void {
  for (const path of paths) removeFile(path)
}
