import { checkOptions, isListOfText } from '../../params/check-options'
import type { RunTable } from '../../catalog/run-table'
import { checkTable } from '../check-runs'
import type { ImportanceBar } from '../figure/figure'
import { chosenParams } from './chosen-params'
import { comparedExperiments } from './compared-experiments'
import { importanceBars } from './importance-bars'

export type { ImportanceBar } from '../figure/figure'

/** Options of `paramImportance`. */
export interface ImportanceOptions {
  /** Only these parameters, or those below these paths; default: all in which experiments differ, but `debug`, `comment` and `author`. */
  params?: readonly string[]
}

/**
 * How closely each parameter, in which experiments differ, goes with a metric (default: the one that most runs monitor), the closest
 * first: the data behind `plotImportance`. Runs that are done (or whose tool does not tell) and have a finite value count; the runs of
 * an experiment, which are its seeds, are folded to their mean.
 *
 * Numbers, and true and false, have Spearman's rank correlation, which is the same for any scale: 1 when the metric always grows with
 * the parameter, -1 when it always falls. Other values are categories and have the correlation ratio of the ranks, which has no sign, and
 * from which is taken off what so many categories have by chance. Experiments that lack a parameter are left out for it (`n` tells how
 * many have it), but where it has one value only, the two kinds are compared. From 10 experiments on there is an interval, by 1,000 draws
 * (fewer for more than 400, but 200) that are always the same. Parameters that fewer than 3 experiments have are left out.
 *
 * It tells what goes together, not what is the cause: parameters that were changed together share what each of them did, one that helps up
 * to a point and harms beyond it may come to 0, and so may one that matters together with another only.
 * Throws QueryError for a column that no run has, RunError (`EXMAN_RUN_NOT_FOUND`) when no run has finished an epoch, OptionError.
 *
 * @example
 * ```ts
 * import { openRuns, paramImportance } from 'exman'
 * const runs = await openRuns('experiments')
 * console.table(paramImportance(runs, 'val_acc'))
 * ```
 */
export function paramImportance(
  runs: RunTable,
  metric?: string,
  options: ImportanceOptions = {},
): ImportanceBar[] {
  checkTable('paramImportance', runs)
  checkOptions('paramImportance', options, { params: isListOfText })
  const { experiments } = comparedExperiments(runs, metric)
  const { params } = chosenParams(runs, experiments, options.params)
  return importanceBars(
    experiments.map(({ score }) => score.mean!),
    params,
    { hasIntervals: true },
  )
}
