import type { RunTable } from '../catalog/run-table'
import { checkOptions, isListOfText } from '../params/check-options'
import { checkRuns } from './check-runs'
import { importanceFigure } from './importance/importance-figure'
import type { ImportanceOptions } from './importance/param-importance'
import { Picture } from './picture'
import { lookOf, PICTURE_RULES, type PictureOptions } from './picture-options'

/** Options of `plotImportance`. */
export interface PlotImportanceOptions extends PictureOptions, ImportanceOptions {}

/**
 * Draws how closely each parameter goes with a metric (default: the one that most runs monitor), the closest first, each with its 95 %
 * interval: rank correlations over experiments, as `paramImportance` gives them. Of more than 30 parameters the closest are drawn. The
 * subtitle tells how many runs do not count, and why.
 *
 * Rejects with QueryError for a column that no run has; RunError (`EXMAN_RUN_NOT_FOUND`) for fewer than 3 experiments that differ, or
 * when no run has finished an epoch; OptionError.
 *
 * @example
 * ```ts
 * import { openRuns, plotImportance } from 'exman'
 * const runs = await openRuns('experiments')
 * console.log((await plotImportance(runs, 'val_acc')).toText())
 * ```
 */
export async function plotImportance(
  runs: RunTable,
  metric?: string,
  options: PlotImportanceOptions = {},
): Promise<Picture> {
  checkRuns('plotImportance', runs)
  checkOptions('plotImportance', options, { ...PICTURE_RULES, params: isListOfText })
  const { title, params } = options
  return Promise.resolve(new Picture(importanceFigure(runs, metric, { title, params }), lookOf(options)))
}
