import type { RunTable } from '../../catalog/run-table'
import type { Candidate } from './candidate'
import { runCandidates } from './run-names'

/** The names that an experiment goes by: that of its folder, the newest first, and those of its runs. */
export function experimentCandidates(runs: RunTable, text: string): Candidate[] {
  const names = new Set(runs.records.toReversed().map(({ experiment }) => experiment))
  names.delete(null)
  const experiments = Array.from(names as Set<string>, (name) => ({ text: name, about: 'an experiment' }))
  return [...experiments.filter((candidate) => candidate.text.startsWith(text)), ...runCandidates(runs, text)]
}
