import { Columns } from '../../catalog/columns/columns'
import type { RunTable } from '../../catalog/run-table'
import type { Candidate } from './candidate'

/** The names of all columns, and what they are. */
export function allColumns(runs: RunTable): Candidate[] {
  const columns = new Columns(runs.records)
  const others = new Map(ofParts(columns).map(({ text, about }) => [text, about]))
  return columns.names.map((text) => ({ text, about: others.get(text) ?? 'of the run' }))
}

/** The names of the columns by which a run can be the best. */
export function metricColumns(runs: RunTable): Candidate[] {
  return ofParts(new Columns(runs.records)).filter(({ about }) => about !== 'parameter')
}

/** The names of the parameters. */
export function paramColumns(runs: RunTable): Candidate[] {
  return ofParts(new Columns(runs.records)).filter(({ about }) => about === 'parameter')
}

function ofParts({ metrics, lastMetrics, params, results }: Columns): Candidate[] {
  const named = (part: readonly { name: string }[], about: string) =>
    part.map(({ name }) => ({ text: name, about }))
  return [
    ...named(metrics, 'metric at the best epoch'),
    ...named(lastMetrics, 'metric at the last epoch'),
    ...named(results, 'in the result'),
    ...named(params, 'parameter'),
  ]
}

/** What a list of names with commas between can go on with: its last name is completed. */
export function listCandidates(text: string, names: readonly Candidate[]): Candidate[] {
  const head = text.slice(0, text.lastIndexOf(',') + 1)
  const there = head.split(',').map((name) => name.trim())
  const canBeInList = (name: string) => !name.includes(',') && name === name.trim() && !there.includes(name)
  return names.filter((name) => canBeInList(name.text)).map((name) => ({ ...name, text: head + name.text }))
}
