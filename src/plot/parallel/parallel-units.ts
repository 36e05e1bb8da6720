import type { CatalogRecord } from '../../catalog/record'
import { experimentsIn, type Experiment } from '../../catalog/why/experiments'
import { showText } from '../../params/show'
import { LeftOut } from '../figure/left-out'
import { plainMean } from '../figure/means'
import { whyNoNumber } from '../figure/number-axis'
import type { MetricValues } from '../importance/metric-values'

/** What has a line: an experiment whose seeds are folded, or a run. */
export interface ParallelUnit extends Experiment {
  /** Its value of the metric, for an experiment the mean over its runs. */
  readonly value: number
}

/** What has lines, of how many runs, and how many cannot be shown. */
export interface ParallelUnits {
  readonly units: readonly ParallelUnit[]
  readonly runs: number
  readonly leftOut: LeftOut
}

/** The experiments, or the runs, that have a finite value of a metric. */
export function parallelUnits(
  records: readonly CatalogRecord[],
  { name, of }: MetricValues,
  seeds: 'folded' | 'apart',
): ParallelUnits {
  const leftOut = new LeftOut()
  const title = showText(name, Infinity)
  const having = records.filter((record) => {
    const cell = of(record)
    if (Number.isFinite(cell)) return true
    leftOut.add(whyNoNumber(title, cell))
    return false
  })
  const found =
    seeds === 'apart'
      ? having.map((record) => ({ name: record.id, records: [record] }))
      : experimentsIn(having)
  const units = found.map((unit) => ({
    ...{ name: unit.records.length === 1 ? unit.records[0]!.id : unit.name, records: unit.records },
    value: plainMean(unit.records.map((record) => of(record) as number)),
  }))
  return { units, runs: having.length, leftOut }
}
