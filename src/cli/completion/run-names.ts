import type { RunTable } from '../../catalog/run-table'
import type { Candidate } from './candidate'

/** The names that single runs go by, the newest first: ids, and names of folders for who begins with those. */
export function runCandidates(runs: RunTable, text: string): Candidate[] {
  if (runs.length === 0) return []
  const newest = runs.records.toReversed()
  const named = newest.map(({ id, status }) => ({ text: id, about: status }))
  const short = [{ text: 'latest', about: 'the newest run' }, ...bestOf(runs)]
  const byId = [...short, ...named].filter((candidate) => candidate.text.startsWith(text))
  // A folder's name is that of a run as long as no other experiment has one that is called so, too.
  return byId.length > 0 ? byId : alone(named.map(({ text: id, about }) => ({ text: folderOf(id), about })))
}

function bestOf(runs: RunTable): Candidate[] {
  const isScored = runs.records.some(({ monitor }) => monitor !== null)
  return isScored ? [{ text: 'best', about: 'the run with the best score' }] : []
}

function alone(candidates: readonly Candidate[]): Candidate[] {
  const counts = new Map<string, number>()
  for (const { text } of candidates) counts.set(text, (counts.get(text) ?? 0) + 1)
  return candidates.filter(({ text }) => counts.get(text) === 1)
}

function folderOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}
