import { join } from 'node:path'
import { listEntries, lookAtFolder, recordIn } from '../../files'
import { DIRS, FILES } from '../../layout/names'
import { show } from '../../params/show'
import { RUN_HOLDERS } from '../../run/named/place'
import { checkIndex } from './index-entries'
import { checkLock } from './locks'
import { checkMarks } from './mark-links'
import { checkNumbers } from './numbers'
import { Notebook, type Found } from './notebook'
import { entriesIn, hasFile, readJsonPart, trying } from './read-part'
import { checkStrays } from './strays'
import type { Looking, Subject } from './subject'

/** What is of a whole root: .exman, index/ and marked/, the numbers of its runs. */
export function rootSubject(root: string): Subject {
  const exman = join(root, DIRS.exman)
  const look = (how: Looking): Found[] => {
    const notebook = new Notebook(root)
    const isOurs = trying(notebook, exman, () => lookAtFolder(exman)) !== undefined
    const state = isOurs && how.isHolder !== true ? checkLock(notebook, exman) : 'free'
    if (isOurs) checkExman(notebook, exman)
    else entriesIn(notebook, exman)
    const folders = new Set(listing(notebook, root))
    // What is made under this lock, is being made.
    if (state !== 'held') {
      checkStrays(notebook, root)
      if (isOurs) checkStrays(notebook, exman)
      for (const holder of [...RUN_HOLDERS, DIRS.debug])
        if (folders.has(holder)) checkStrays(notebook, join(root, holder))
    }
    if (folders.has(DIRS.runs)) checkNumbered(notebook, root)
    return notebook.found
  }
  return { dir: root, lock: isFolder(exman) ? exman : undefined, look }
}

/** The cache of a root, which has a lock of its own; undefined without one. It may be deleted at any time. */
export function cacheSubject(root: string): Subject | undefined {
  const dir = join(root, DIRS.exman, 'cache')
  if (!isFolder(dir)) return undefined
  const look = (how: Looking): Found[] => {
    const notebook = new Notebook(root)
    const state = how.isHolder === true ? 'free' : checkLock(notebook, dir)
    if (state !== 'held') checkStrays(notebook, dir)
    return notebook.found
  }
  return { dir, lock: dir, look }
}

function checkExman(notebook: Notebook, exman: string): void {
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
    notebook.add('file-missing', format, "It is missing, and marks the folder as one of exman's.")
  if (!hasFile(notebook, exman, FILES.rekey)) return
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

function isFolder(path: string): boolean {
  try {
    return lookAtFolder(path) !== undefined
  } catch {
    return false
  }
}
