import type { RunTable } from '../../catalog/run-table'
import type { Candidate } from './candidate'
import { runsText } from '../../text/numbers'

/** The marks that runs have, those of most runs first; `pinned`, the usual one, in any case. */
export function markCandidates(runs: RunTable): Candidate[] {
  const counts = new Map<string, number>()
  for (const { marks } of runs) for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  const found = [...counts].sort((a, b) => b[1] - a[1])
  const usual: [string, number][] = counts.has('pinned') ? [] : [['pinned', 0]]
  return [...found, ...usual].map(([text, count]) => ({
    text,
    about: runsText(count),
  }))
}
