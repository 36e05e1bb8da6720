import { join } from 'node:path'
import { kindAt, listEntries, recordIn } from '../../files'
import { DIRS, FILES } from '../../layout/names'
import { show } from '../../params/show'
import { RUN_HOLDERS } from '../../run/named/place'
import { checkIndex } from './index-entries'
import { checkLock, type LockState } from './locks'
import { checkMarks } from './mark-links'
import { checkNumbers } from './numbers'
import { Notebook, type Found } from './notebook'
import { hasFile, isFolder, readJsonPart, trying } from './read-part'
import { checkStrays } from './strays'
import type { Looking, Subject } from './subject'

/** What is of a whole root: .exman, index/ and marked/, the numbers of its runs. */
export function rootSubject(root: string): Subject {
  const exman = join(root, DIRS.exman)
  const look = (how: Looking): Found[] => {
    const notebook = new Notebook(root)
    const kind = trying(notebook, exman, () => kindAt(exman))
    const isOurs = kind === 'folder'
    if (!isOurs && kind !== undefined)
      notebook.add(
        'unreadable',
        exman,
        `It is ${kind === 'link' ? 'a link, which is not followed' : 'no folder'}.`,
      )
    const state = isOurs && how.isHolder !== true ? checkLock(notebook, exman) : 'free'
    if (isOurs) checkExman(notebook, exman, state)
    const folders = new Set(listing(notebook, root))
    // What is made, moved and linked under this lock, is being so.
    if (state !== 'held') {
      checkStrays(notebook, root)
      if (isOurs) checkStrays(notebook, exman)
      for (const holder of [...RUN_HOLDERS, DIRS.debug])
        if (folders.has(holder)) checkStrays(notebook, join(root, holder))
      if (folders.has(DIRS.runs)) checkNumbered(notebook, root)
    }
    return notebook.found
  }
  return { dir: root, lock: isFolder(exman) ? exman : undefined, look }
}

/** The cache of a root, which has a lock of its own; undefined without one. It may be deleted at any time. */
export function cacheSubject(root: string): Subject | undefined {
  const dir = join(root, DIRS.exman, DIRS.cache)
  if (!isFolder(dir)) return undefined
  const look = (how: Looking): Found[] => {
    const notebook = new Notebook(root)
    const state = how.isHolder === true ? 'free' : checkLock(notebook, dir)
    if (state !== 'held') checkStrays(notebook, dir)
    return notebook.found
  }
  return { dir, lock: dir, look }
}

function checkExman(notebook: Notebook, exman: string, state: LockState): void {
  const format = join(exman, FILES.format)
  const part = readJsonPart(notebook, format, (value) => recordIn(value, format))
  const layout = part?.value?.['layout']
  if (part?.value !== undefined && layout !== 'keyed' && layout !== 'named')
    notebook.add('file-invalid', format, `It has the layout ${show(layout)}, not "keyed" or "named".`)
  // A list keeps a cache also where there is none.
  if (
    part === undefined &&
    hasFile(notebook, exman, FILES.sequence) &&
    !hasFile(notebook, exman, FILES.format)
  )
    notebook.add('file-missing', format, 'It is missing: the next run that is made here writes it anew.')
  if (state === 'held' || !hasFile(notebook, exman, FILES.rekey)) return
  const rekey = join(exman, FILES.rekey)
  notebook.add('rekey-unfinished', rekey, 'It says that runs were being moved to other experiments.')
}

function checkNumbered(notebook: Notebook, root: string): void {
  checkNumbers(notebook, root)
  checkIndex(notebook, root)
  checkMarks(notebook, root)
}

function listing(notebook: Notebook, root: string): string[] {
  const entries = trying(notebook, root, () => listEntries(root)) ?? []
  return entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name)
}
