import { basename, join } from 'node:path'
import { ensureFolder, kindAt, makeFolder } from '../../files'
import { DIRS, FILES } from '../../layout/names'
import { entryTarget, linkIndex, unlinkIndex } from '../../run/named/index-links'
import { pointedTo } from '../../run/named/links'
import { linkMark, marksLinking, unlinkMark } from '../../run/named/marks'
import { holderOf } from './place'

/** The links to a numbered run: whether index/ has an entry of it, and the marks under marked/. */
export interface RunLinks {
  readonly indexed: boolean
  readonly marks: readonly string[]
}

/** The links to the run that stands, or stood, at a place; none for a run of the keyed layout. Throws FileError. */
export function linksTo(root: string, place: string): RunLinks {
  if (holderOf(place) === undefined) return { indexed: false, marks: [] }
  const run = basename(place)
  const indexed = isPlain(root, DIRS.index) && entryTarget(indexEntry(root, run)) !== undefined
  const marks = isPlain(root, DIRS.marked) ? marksLinking(root, run) : []
  return { indexed, marks: marks.map((names) => names.join('/')) }
}

/** Takes links to a run away, as `linksTo` has found them: a user's own file of such a name stays. Throws FileError. */
export function takeLinks(root: string, place: string, { indexed, marks }: RunLinks): void {
  const run = basename(place)
  if (indexed) unlinkIndex(root, run)
  for (const mark of marks) unlinkMark(root, mark.split('/'), run)
}

/** Makes the links to a run at its place again, as far as nothing else stands there. Throws FileError. */
export function makeLinks(root: string, place: string, { indexed, marks }: RunLinks): void {
  const holder = holderOf(place)
  if (holder === undefined) return
  const run = basename(place)
  if (indexed && holder === DIRS.runs && isFree(indexEntry(root, run), `/${FILES.namedParams}`)) {
    makeFolder(join(root, DIRS.index))
    if (isPlain(root, DIRS.index)) linkIndex(root, run)
  }
  // The text is of a file on disk: it must not lead elsewhere, and neither may a link in the place of a folder.
  for (const names of marks.map((mark) => mark.split('/')).filter((names) => names.every(isMarkName))) {
    const path = join(root, DIRS.marked, ...names, run)
    if (!isFree(path, `/${run}`) || !isWayPlain(root, [DIRS.marked, ...names])) continue
    ensureFolder(join(root, DIRS.marked))
    linkMark(root, names, join(root, ...place.split('/')))
  }
}

const indexEntry = (root: string, run: string) => join(root, DIRS.index, `${run}.yaml`)

/** Whether nothing stands at a path, or something that points where a link of exman does. */
function isFree(path: string, ending: string): boolean {
  return kindAt(path) === undefined || pointedTo(path, ending) !== undefined
}

function isWayPlain(root: string, names: readonly string[]): boolean {
  return names.every((_, index) => {
    const kind = kindAt(join(root, ...names.slice(0, index + 1)))
    return kind === undefined || kind === 'folder'
  })
}

function isPlain(root: string, folder: string): boolean {
  return kindAt(join(root, folder)) === 'folder'
}

function isMarkName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[\\/\0]/.test(name)
}
