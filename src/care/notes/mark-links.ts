import { basename, dirname, join, resolve } from 'node:path'
import { FileError } from '../../errors'
import { listEntries, lookAtFolder, readLink, syncFolder } from '../../files'
import { DIRS } from '../../layout/names'
import { pointedTo } from '../../run/named/links'
import { linkMark, unlinkMark } from '../../run/named/marks'
import { standing, type Standing } from './noted-run'

/** Links a numbered run below marked/, to where it is now; false when it had a link there. Throws FileError. */
export function linkRun(run: Standing, mark: string): boolean {
  const { root, dir } = run
  const names = mark.split('/')
  const link = levelsOf(root, names).find((level) => readLink(level) !== undefined)
  if (link !== undefined) throw inTheWay(link, 'it is a link, and links are not followed')
  const target = targetOf(root, names, basename(dir))
  if (target === dir) return false
  const path = linkMark(root, names, dir)
  // A run that failed meanwhile has moved, and pointed all links to its new place but this one.
  const now = standing(run).dir
  if (now !== dir) linkMark(root, names, now)
  syncFolder(dirname(path), path)
  return target === undefined
}

/** Takes the link of a numbered run away; false when there was none. Folders that are empty then go, too. Throws FileError. */
export function unlinkRun({ root, dir }: Standing, mark: string): boolean {
  const names = mark.split('/')
  const isPath = names.every((name) => name !== '' && name !== '.' && name !== '..' && !/[\\\0]/.test(name))
  if (!isPath || levelsOf(root, names).some((level) => lookAtFolder(level) === undefined)) return false
  if (targetOf(root, names, basename(dir)) === undefined) return false
  unlinkMark(root, names, basename(dir))
  return true
}

/** The folders that a mark stands for, from marked/ on. */
function levelsOf(root: string, names: readonly string[]): string[] {
  return [[], ...names.map((_, index) => names.slice(0, index + 1))].map((each) =>
    join(root, DIRS.marked, ...each),
  )
}

/** What the link of a run points to; undefined when there is nothing of its name. Throws FileError for what is no link to a run. */
function targetOf(root: string, names: readonly string[], run: string): string | undefined {
  const folder = join(root, DIRS.marked, ...names)
  const found = listEntries(folder).find(({ name }) => name === run)
  if (found === undefined) return undefined
  const path = join(folder, run)
  const target = found.kind === 'folder' ? undefined : pointedTo(path, `/${run}`)
  if (target === undefined) throw inTheWay(path, 'it is no link to a run')
  return resolve(folder, target)
}

function inTheWay(path: string, why: string): FileError {
  const text = `${path} stands where marks are to be, but ${why}. It is unchanged; move it elsewhere.`
  return new FileError('EXMAN_WRITE_FAILED', text, { path })
}
