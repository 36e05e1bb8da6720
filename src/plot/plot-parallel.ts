import type { RunTable } from '../catalog/run-table'
import { checkOptions, isListOfText, oneOf } from '../params/check-options'
import { checkRuns } from './check-runs'
import type { ImportanceOptions } from './importance/param-importance'
import { parallelFigure } from './parallel/parallel-figure'
import { Picture } from './picture'
import { lookOf, PICTURE_RULES, type PictureOptions } from './picture-options'
import { choicesOf } from './plot-options'

/** Options of `plotParallel`. */
export interface PlotParallelOptions extends PictureOptions, ImportanceOptions {
  /** Whether the runs of an experiment are `folded` to their mean (default), or each has a line: `apart`. */
  seeds?: 'folded' | 'apart'
  /** Which way the metric gets better, for the best that is marked; default: as the runs say, else as its name tells. */
  mode?: 'min' | 'max'
}

/**
 * Draws each experiment as a line across upright axes, one for each parameter in which they differ and the last for a metric (default:
 * the one that most runs monitor). The parameters that go most closely with it stand first, and at most 10 are shown; those that are
 * named in `params` stand in this order. Of more than 1,000 lines some are drawn, evenly from the worst to the best. A run that has no
 * finite value of the metric is counted in the subtitle, and so are the gaps where a parameter is missing.
 *
 * Rejects with QueryError for a column that no run has; RunError (`EXMAN_RUN_NOT_FOUND`) when no run can be shown, or no parameter
 * differs; OptionError.
 *
 * @example
 * ```ts
 * import { openRuns, plotParallel } from 'exman'
 * import { writeFile } from 'node:fs/promises'
 * const runs = await openRuns('experiments')
 * const picture = await plotParallel(runs, 'val_acc', { params: ['training', 'model.units'] })
 * await writeFile('figure.svg', await picture.toSvg())
 * ```
 */
export async function plotParallel(
  runs: RunTable,
  metric?: string,
  options: PlotParallelOptions = {},
): Promise<Picture> {
  checkRuns('plotParallel', runs)
  const own = { params: isListOfText, seeds: oneOf('folded', 'apart'), mode: oneOf('min', 'max') }
  checkOptions('plotParallel', options, { ...PICTURE_RULES, ...own })
  const { title, params } = options
  return Promise.resolve(
    new Picture(parallelFigure(runs, metric, { title, params }, choicesOf(options)), lookOf(options)),
  )
}
