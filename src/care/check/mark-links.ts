import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { listEntries, lookAtFolder } from '../../files'
import { MOST_MARK_LEVELS } from '../../layout/mark-name'
import { folderNumber } from '../../layout/named-folder'
import { DIRS } from '../../layout/names'
import { showText } from '../../params/show'
import { pointedTo } from '../../run/named/links'
import { linkMark, unlinkMark } from '../../run/named/marks'
import { RUN_HOLDERS } from '../../run/named/place'
import type { Notebook } from './notebook'
import { trying } from './read-part'
import { checkStrays } from './strays'

/** Checks that the links below marked/ lead to where their runs are. What is no link to a run is the user's. */
export function checkMarks(notebook: Notebook, root: string): void {
  checkFolder(notebook, root, [])
}

function checkFolder(notebook: Notebook, root: string, mark: readonly string[]): void {
  const folder = join(root, DIRS.marked, ...mark)
  // Behind a link begins what is not of this root.
  if (trying(notebook, folder, () => lookAtFolder(folder)) === undefined) return
  checkStrays(notebook, folder)
  for (const { name, kind } of trying(notebook, folder, () => listEntries(folder)) ?? []) {
    if (kind === 'folder') {
      if (mark.length < MOST_MARK_LEVELS) checkFolder(notebook, root, [...mark, name])
    } else if (mark.length > 0 && folderNumber(name) !== undefined) checkLink(notebook, root, mark, name)
  }
}

function checkLink(notebook: Notebook, root: string, mark: readonly string[], run: string): void {
  const path = join(root, DIRS.marked, ...mark, run)
  const target = trying(notebook, path, () => pointedTo(path, `/${run}`))
  if (target === undefined) return
  const leadsTo = resolve(dirname(path), target)
  const places = RUN_HOLDERS.map((holder) => join(root, holder, run))
  const dir = places.find((place) => trying(notebook, place, () => lookAtFolder(place)) !== undefined)
  const shown = showText(target)
  if (dir !== undefined) {
    if (leadsTo === dir) return
    const act = () => void linkMark(root, mark, dir)
    const to = relative(root, dir).split(sep).join('/')
    return notebook.add('link-wrong', path, `It leads to ${shown}, and the run is at ${dir}.`, {
      says: `points it to ${to}`,
      act,
    })
  }
  if (!isPlaceOfRun(leadsTo, run)) return
  notebook.add('link-wrong', path, `It leads to ${shown}, and there is no such run.`, {
    says: 'takes the link away',
    act: () => unlinkMark(root, mark, run),
  })
}

/** Whether a link of exman's own making can lead there: any other is the user's. */
function isPlaceOfRun(path: string, run: string): boolean {
  const holders: readonly string[] = RUN_HOLDERS
  return basename(path) === run && holders.includes(basename(dirname(path)))
}
