import { setImmediate as nextTurn } from 'node:timers/promises'
import { collectGit, type GitReport } from './git'

type Report = Promise<GitReport | null>

let last: Promise<unknown> = Promise.resolve()
const waiting = new Map<string, Report>()

/**
 * What `collectGit` finds, one collection at a time however many runs ask. Those that ask for the same while it waits
 * for its turn share it; one that has begun may have missed what changed since, so it serves nobody else.
 */
export function gitReport(cwd: string, roots: readonly string[]): Report {
  const key = JSON.stringify([cwd, ...roots])
  const shared = waiting.get(key)
  if (shared !== undefined) return shared
  const report = collectInTurn(last, key, cwd, roots)
  waiting.set(key, report)
  last = report
  return report
}

async function collectInTurn(
  before: Promise<unknown>,
  key: string,
  cwd: string,
  roots: readonly string[],
): Report {
  await before
  // Not in this turn: starting a process holds it up for longer than all the files of a new run.
  await nextTurn()
  waiting.delete(key)
  return collectGit(cwd, roots)
}
