import type { RunOnDisk } from '../run/stored-runs'

/** What is to be done with an experiment whose runs are known. */
export type Choice =
  | { what: 'begin' }
  | { what: 'go on'; run: RunOnDisk }
  | { what: 'reuse'; run: RunOnDisk }
  | { what: 'wait'; run: RunOnDisk }

/** Whether a run is done, and with a result: one that was trained without `expm.run` may have none. */
export function hasResult({ status, record }: RunOnDisk): boolean {
  return status === 'done' && (record.result !== null || record.isPerformed === true)
}

/**
 * Chooses among the runs that count as the same, oldest first. A run that a process works on is never passed over for a new
 * one. `failed`, `diverged` and `created` runs are left alone: they go on only when named.
 */
export function chooseRun(same: readonly RunOnDisk[], ifDone: 'reuse' | 'rerun' | 'ignore'): Choice {
  const done = same.findLast(hasResult)
  if (done !== undefined && ifDone === 'reuse') return { what: 'reuse', run: done }
  // What was begun again after the last that is done.
  const since = ifDone === 'rerun' && done !== undefined ? same.slice(same.indexOf(done) + 1) : same
  const held = since.findLast(({ holder, status }) => holder !== undefined && status !== 'done')
  if (held !== undefined) return { what: 'wait', run: held }
  const unfinished = since.findLast(({ status }) => status === 'interrupted' || status === 'lost')
  return unfinished === undefined ? { what: 'begin' } : { what: 'go on', run: unfinished }
}
