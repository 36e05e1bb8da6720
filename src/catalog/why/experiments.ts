import { FIELDS } from '../columns/fields'
import type { CatalogRecord } from '../record'
import type { Cell } from '../sheet'
import { summarize, type Summary } from '../verbs/aggregate'
import { groupBy, groupColumn } from '../verbs/group-by'

/** Runs that stand for the same: those of an experiment, or numbered ones whose parameters are equal but for the seed. */
export interface Experiment {
  /** The folder of the experiment; for numbered runs the id of the oldest. */
  readonly name: string
  readonly records: readonly CatalogRecord[]
}

/** An experiment with what the metric comes to over the runs that count. */
export interface ScoredExperiment extends Experiment {
  readonly score: Summary
}

/** How many runs do not count. */
export interface LeftOut {
  /** Those that have not come to their end, or ended by an error or as diverged. */
  notDone: number
  /** Those that have no finite value of the metric. */
  withoutMetric: number
}

/** What is known of runs whose tool writes no status is how they are; of others only what is done is comparable. */
const COUNTED: readonly CatalogRecord['status'][] = ['done', 'unknown']

/** The experiments among some runs. */
export function experimentsIn(records: readonly CatalogRecord[]): Experiment[] {
  const rows = records.map((record) => ({ record }))
  return groupBy(rows, [groupColumn('experiment', FIELDS['experiment']!)]).map((group) => {
    const { experiment, id } = group.rows[0]!.record
    return { name: experiment ?? id, records: group.rows.map(({ record }) => record) }
  })
}

/** Experiments with the scores of the runs that count, and how many do not. */
export function scored(
  experiments: readonly Experiment[],
  metricOf: (record: CatalogRecord) => Cell,
): { experiments: ScoredExperiment[]; leftOut: LeftOut } {
  const leftOut = { notDone: 0, withoutMetric: 0 }
  const counted = (record: CatalogRecord): Cell => {
    const value = metricOf(record)
    if (!COUNTED.includes(record.status)) leftOut.notDone++
    else if (!Number.isFinite(value)) leftOut.withoutMetric++
    else return value
    return undefined
  }
  const withScores = experiments.map(({ name, records }) => ({
    ...{ name, records, score: summarize(records.map(counted)) },
  }))
  return { experiments: withScores, leftOut }
}
