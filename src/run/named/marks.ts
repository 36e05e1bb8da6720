import { basename, dirname, join, relative, sep } from 'node:path'
import { FileError } from '../../errors'
import { ensureFolder, listEntries, removeEmptyFolder, removeFile, syncFolder } from '../../files'
import { DIRS } from '../../layout/names'
import { pointedTo, pointTo } from './links'

/** Links the run in a folder under marked/, below the folders that a mark names. Gives the path of the link. Throws FileError. */
export function linkMark(root: string, mark: readonly string[], dir: string, tries = 5): string {
  const folder = join(root, DIRS.marked, ...mark)
  const path = join(folder, basename(dir))
  try {
    ensureFolder(folder)
    point(path, dir)
    return path
  } catch (error) {
    // Whoever takes the last run out of a mark at this moment takes its folder away.
    const isGone = error instanceof FileError && error.code === 'EXMAN_FOLDER_GONE'
    if (tries === 1 || !isGone) throw error
    return linkMark(root, mark, dir, tries - 1)
  }
}

/** Takes the link of a run under marked/ away, and the folders of the mark as far as nothing else is in them. Throws FileError. */
export function unlinkMark(root: string, mark: readonly string[], run: string): void {
  const folderAt = (level: number) => join(root, DIRS.marked, ...mark.slice(0, level))
  const folder = folderAt(mark.length)
  removeFile(join(folder, run))
  syncFolder(folder)
  for (let level = mark.length; level > 0 && removeEmptyFolder(folderAt(level)); level--);
}

/** Points every mark of a run to where the run is now. Throws FileError. */
export function moveMarks(root: string, run: string, dir: string): void {
  for (const path of marksOf(join(root, DIRS.marked), run)) point(path, dir)
}

/** The marks of a run, each as the names of its folders, one in the other. Throws FileError. */
export function marksLinking(root: string, run: string): string[][] {
  const marked = join(root, DIRS.marked)
  return marksOf(marked, run).map((path) => relative(marked, dirname(path)).split(sep))
}

/** The marks of a run, found by its name: links, and files that stand in for them. */
function marksOf(folder: string, run: string): string[] {
  return listEntries(folder).flatMap(({ name, kind }) => {
    const path = join(folder, name)
    if (name === run && pointedTo(path, `/${run}`) !== undefined) return [path]
    return kind === 'folder' ? marksOf(path, run) : []
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
