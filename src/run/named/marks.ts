import { join, relative } from 'node:path'
import { ensureFolder, folderExists, listFolder, readLink, removeFile } from '../../files'
import { DIRS } from '../../layout/names'
import { pointedTo, pointTo } from './links'

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
    if (name === run && pointedTo(path, `/${run}`) !== undefined) return [path]
    return readLink(path) === undefined && folderExists(path) ? marksOf(path, run) : []
  })
}

function point(path: string, dir: string): void {
  const target = relative(join(path, '..'), dir).replaceAll('\\', '/')
  pointTo(target, path)
}

/** Takes marks away that were made for a run which did not come about. */
export function unlinkMarks(paths: readonly string[]): void {
  for (const path of paths) removeFile(path)
}
