import { checkOptions, isBoolean } from '../../params/check-options'
import { runDetails } from '../details/run-details'
import type { CatalogRecord, ReadProblem } from '../record'
import { conditionDifferences } from './conditions'
import { compareCurves, type CurveComparison } from './curves'
import { dataDifferences, type Difference } from './difference'
import { scoreDifferences } from './scores'

/** In what two runs differ. It is plain data. */
export interface RunComparison {
  /** The ids of the runs. */
  runs: { a: string; b: string }
  /** The parameters that differ, by their dotted paths. */
  params: Difference[]
  /** The scores that differ, named as the columns of a table: `val_loss` at the best epoch, `last.val_loss`, `result.accuracy`. */
  scores: Difference[]
  /** The conditions that differ: code, packages, versions, machine, command, settings, data. Only with `all`. */
  conditions?: Difference[]
  /** Where the curves of each common metric part. Only with `all`. */
  curves?: CurveComparison[]
  /** How many sessions the runs have; the conditions are those of the last. Only with `all`. */
  sessions?: { a: number; b: number }
  /** What of the runs could not be read, so that it could not be compared. */
  problems: { a: ReadProblem[]; b: ReadProblem[] }
}

/**
 * Compares two runs: their parameters and scores, and with `all` (default false) also the conditions they ran under and the epochs
 * from which on their curves differ. What cannot be read is told in `problems`. Throws OptionError.
 *
 * @example
 * ```ts
 * import { compareRuns, openRuns } from 'exman'
 * const runs = await openRuns('experiments')
 * const { params, curves } = await compareRuns(runs.find('latest'), runs.find('best'), { all: true })
 * console.table(params)
 * console.log(curves?.map(({ metric, partsAt }) => `${metric} parts at epoch ${partsAt}`))
 * ```
 */
export async function compareRuns(
  a: CatalogRecord,
  b: CatalogRecord,
  options: { all?: boolean } = {},
): Promise<RunComparison> {
  checkOptions('compareRuns', options, { all: isBoolean })
  const [left, right] = [await runDetails(a), await runDetails(b)]
  const isKnown = left.params !== null && right.params !== null
  const compared = {
    runs: { a: a.id, b: b.id },
    // Parameters that cannot be read are not told from those that are not there.
    params: isKnown ? dataDifferences(a.params, b.params) : [],
    scores: scoreDifferences(a, b),
    problems: { a: left.problems, b: right.problems },
  }
  if (options.all !== true) return compared
  return {
    ...compared,
    conditions: await conditionDifferences({ record: a, details: left }, { record: b, details: right }),
    curves: compareCurves(left.log, right.log),
    sessions: { a: left.sessions.length, b: right.sessions.length },
  }
}
