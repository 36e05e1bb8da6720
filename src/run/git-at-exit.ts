import { setImmediate } from 'node:timers'
import type { GitState } from './git'
import { gitNow, mayHaveGit } from './git-command'
import { withoutOwn, withoutRootsAround } from './git-exclude'
import { parseStatus, statusArgs } from './git-status'

/** So many milliseconds the exit of the process may be held up by git. */
const PATIENCE = 5000

const UNWRITTEN = 'changes.diff was not written: the process ended before'

const ofThisTurn = new Map<string, GitState | null>()

/**
 * The state of git for a process that exits before `collectGit` has answered: asked at once, with a note instead of
 * changes.diff. Null outside a work tree, without git, or when git is too slow; never throws. Runs that end in the
 * same turn are given one answer.
 */
export function gitStateNow(cwd: string, roots: readonly string[]): GitState | null {
  const key = JSON.stringify([cwd, ...roots])
  if (!ofThisTurn.has(key)) {
    ofThisTurn.set(key, askGit(cwd, roots))
    setImmediate(() => ofThisTurn.clear()).unref()
  }
  return structuredClone(ofThisTurn.get(key) ?? null)
}

/** The same, asked anew at each call. */
export function askGit(cwd: string, roots: readonly string[]): GitState | null {
  if (!mayHaveGit(cwd)) return null
  const until = performance.now() + PATIENCE
  const answer = (dir: string, args: readonly string[]) =>
    gitNow(dir, args, Math.floor(until - performance.now()))
  try {
    const top = answer(cwd, ['rev-parse', '--show-toplevel']).trimEnd()
    const own = withoutOwn(top, roots)
    const first = parseStatus(answer(top, statusArgs(own)))
    const others = withoutRootsAround(top, first.changed)
    const status = others.length === 0 ? first : parseStatus(answer(top, statusArgs([...own, ...others])))
    const { commit, branch, changed } = status
    const state = { commit, branch, dirty: changed.length > 0 }
    return state.dirty ? { ...state, notes: [UNWRITTEN] } : state
  } catch {
    return null
  }
}
