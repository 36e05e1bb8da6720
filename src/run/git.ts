import { git, mayHaveGit } from './git-command'
import { changesDiff } from './git-diff'
import { withoutOwn, withoutRootsAround } from './git-exclude'
import { parseStatus, statusArgs } from './git-status'

/** The state of the git work tree as it stands in run.json. */
export interface GitState {
  /** The commit that is checked out; null before the first one. */
  commit: string | null
  /** The branch; null when none is checked out. */
  branch: string | null
  /** Whether there was uncommitted work; changes.diff holds it. */
  dirty: boolean
  /** What changes.diff leaves out, a sentence each. */
  notes?: string[]
}

/** What was found: the state, and the text of changes.diff (empty when the tree is clean). */
export interface GitReport {
  state: GitState
  diff: string
}

/** So many notes stand in run.json; of further ones only the number. */
export const MOST_NOTES = 20

/**
 * Collects commit, branch and uncommitted work (untracked text files included) of the work tree around `cwd`;
 * null outside one or without git. exman's own `roots` never count. Never throws: a run does not fail for its git.
 */
export async function collectGit(cwd: string, roots: readonly string[]): Promise<GitReport | null> {
  if (!mayHaveGit(cwd)) return null
  try {
    const top = (await git(cwd, ['rev-parse', '--show-toplevel'])).trimEnd()
    const own = withoutOwn(top, roots)
    const first = parseStatus(await git(top, statusArgs(own)))
    const others = withoutRootsAround(top, first.changed)
    const all = [...own, ...others]
    const status = others.length === 0 ? first : parseStatus(await git(top, statusArgs(all)))
    const notes: string[] = []
    const diff = await changesDiff(top, status, all, notes)
    const { commit, branch, changed } = status
    const state = { commit, branch, dirty: changed.length > 0 }
    return { state: notes.length > 0 ? { ...state, notes: shortened(notes) } : state, diff }
  } catch {
    return null
  }
}

function shortened(notes: readonly string[]): string[] {
  const more = notes.length - MOST_NOTES
  return more > 0 ? [...notes.slice(0, MOST_NOTES), `and ${more} more`] : [...notes]
}
