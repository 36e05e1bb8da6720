import { join } from 'node:path'
import { FileError } from '../../errors'
import { judgeHolder, look, readHolder, type Holder } from '../../files'
import { FILES } from '../../layout/names'
import { codeOf } from './read-part'
import type { Notebook } from './notebook'

/** Whether somebody holds a folder; `dead` for a lock that keeps nobody out. */
export type LockState = 'free' | 'held' | 'dead'

/** Looks at the lock of a folder, and takes down one that is left over. What cannot be read counts as held. */
export function checkLock(notebook: Notebook, dir: string): LockState {
  const path = join(dir, FILES.lock)
  try {
    if (look(path) === undefined) return 'free'
    const holder = readHolder(dir)
    if (holder !== undefined && judgeHolder(holder) !== 'dead') return 'held'
    notebook.add('lock-dead', path, whyDead(holder), {
      says: 'takes the lock over, and releases it',
      // It was taken over to come here, and is released behind it.
      act: () => undefined,
    })
    return 'dead'
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    notebook.add(codeOf(error), path, error.message)
    return 'held'
  }
}

function whyDead(holder: Holder | undefined): string {
  if (holder === undefined) return 'It locks nothing: it is damaged, or came here with a copy of the folder.'
  return `It names process ${holder.pid} on ${holder.host}, since ${holder.since}, which has ended.`
}
