import type { CatalogRecord } from '../../catalog/record'
import { experimentsIn } from '../../catalog/why/experiments'

/** The experiment of a run: its number among those of the table, and its name. */
export interface OfExperiment {
  readonly number: number
  readonly name: string
}

/** The experiment that each run is of, in the order of the runs. */
export function experimentOfEach(records: readonly CatalogRecord[]): OfExperiment[] {
  const found = new Map<CatalogRecord, OfExperiment>()
  for (const [number, { name, records: own }] of experimentsIn(records).entries())
    for (const record of own) found.set(record, { number, name })
  return records.map((record) => found.get(record)!)
}
