import { join } from 'node:path'
import { isHeldNow } from '../../catalog/scan/read-run'
import { DIRS, FILES } from '../../layout/names'
import { entriesIn } from '../trash/entries'
import { finishTrash, unfinishedTrash, type UnfinishedTrash } from '../trash/finish'
import { Notebook, type Found } from './notebook'
import { codeOf, isFolder, trying } from './read-part'
import type { Subject } from './subject'

type Told = Exclude<UnfinishedTrash['what'], 'links'>

const MESSAGES: Record<Told, string> = {
  removed: 'It was being removed for good when its process ended.',
  empty: 'It has no run in it: its process ended as it moved one there, or back.',
  lock: 'The run in it has the lock of a process that has ended.',
}

/** The trash of a root. What is finished there takes the lock of the root by itself. */
export function trashSubject(root: string): Subject {
  const trash = join(root, DIRS.exman, DIRS.trash)
  const look = (): Found[] => {
    const notebook = new Notebook(root)
    const exman = join(root, DIRS.exman)
    // Somebody is just moving a run there, or back; what is no folder is told of with the root.
    if (!isFolder(exman) || isHeldNow(exman)) return []
    for (const { dir, problem } of trying(notebook, trash, () => entriesIn(root)) ?? [])
      if (problem !== null) notebook.add(codeOf(problem), dir, problem.message)
    // The same refusal is told of once.
    const unfinished = trying(new Notebook(root), trash, () => unfinishedTrash(root)) ?? []
    for (const { where, what } of unfinished) {
      // Links that lead nowhere are told of with the index and the marks, the lock of the root with .exman.
      if (what === 'links' || where === `${DIRS.exman}/${FILES.lock}`) continue
      const code = what === 'lock' ? 'lock-dead' : 'trash-unfinished'
      const act = () => void finishTrash(root)
      notebook.add(code, join(root, ...where.split('/')), MESSAGES[what], { says: 'finishes it', act })
    }
    return notebook.found
  }
  return { dir: trash, lock: undefined, look }
}
