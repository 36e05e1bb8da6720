import { resolve } from 'node:path'
import { OptionError } from '../errors'
import { askGit } from '../run/git-at-exit'
import type { RecordOptions } from './options'

/**
 * The commit that is checked out, when the options ask for it; null otherwise. `refuse` is called when the work tree has
 * to be clean and is not. Throws `EXMAN_OPTION_INVALID` where there is no work tree.
 */
export function commitFor(
  { git = false, gitAssertClean = false }: RecordOptions,
  { root, mayBeDirty, refuse }: { root: string; mayBeDirty: boolean; refuse: (why: string) => void },
): string | null {
  const mustBeClean = gitAssertClean && !mayBeDirty
  if (git === false && !mustBeClean) return null
  const folder = workTreeOf(git)
  const state = askGit(folder, [root])
  if (state === null) {
    const option = git === false ? 'gitAssertClean' : 'git'
    const text = `The "${option}" option of ExParser needs a git work tree, and ${folder} is in none (or git is missing).`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option, value: git })
  }
  if (mustBeClean && state.dirty)
    refuse(`there are uncommitted changes in ${folder}. Commit them, or give --git-dirty`)
  return state.commit
}

/** The folder whose work tree a run belongs to. */
export function workTreeOf(git: RecordOptions['git']): string {
  return typeof git === 'string' ? resolve(git) : process.cwd()
}
