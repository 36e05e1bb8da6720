import type { RunTable } from '../catalog/run-table'
import { OptionError } from '../errors'
import { show, showText } from '../params/show'
import { checkLogged, metricNamed } from './figure/column-of'
import { curvesFigure } from './figure/curves-figure'
import { readCurves } from './figure/read-curves'
import { EPOCH, formulaColumnText } from './formula/formula'
import { Picture } from './picture'
import { lookOf } from './picture-options'
import { checkPlot, choicesOf, type PlotOptions } from './plot-options'

const VALIDATION = 'val_'

/**
 * Draws the learning curves of a group of runs: of a metric (default: the one that most runs monitor), and beside it of its twin,
 * which is `loss` for `val_loss` and the other way round, where the runs have logged that. Up to 8 experiments have a colour each,
 * named by the parameters in which they differ, with the seeds folded to their mean and a band of one standard deviation; of more
 * there is the mean of all, with the single curves behind while they are few. `plot(runs, 'val_loss ~ epoch | model.units')` draws by
 * a column instead.
 *
 * A log that cannot be read keeps nobody from the others: it is counted in the subtitle, as is each run that has no such curve.
 * Rejects with QueryError for a metric that no run has; RunError (`EXMAN_RUN_NOT_FOUND`) when no run can be shown; OptionError.
 *
 * @example
 * ```ts
 * import { openRuns, plotCurves } from 'exman'
 * const runs = await openRuns('experiments')
 * const picture = await plotCurves(runs.where('training.lr < 0.1'), 'val_loss', { yScale: 'log' })
 * console.log(picture.toText())
 * ```
 */
export async function plotCurves(
  runs: RunTable,
  metric?: string,
  options: PlotOptions = {},
): Promise<Picture> {
  if (metric !== undefined && typeof metric !== 'string') {
    const text = `A metric is named by a text, such as "val_loss", got ${show(metric)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'metric', value: metric })
  }
  checkPlot('plotCurves', runs, options)
  const asked = metric ?? runs.monitor()
  const name = metricNamed(runs, asked)
  const twin = twinOf(name)
  const { records } = runs
  const read = await readCurves(records, [name, twin], options.onProgress)
  const metrics = read.ofRuns.some((curves) => curves?.some((curve) => curve.metric === twin))
    ? [name, twin].sort(byLength)
    : [name]
  const formula = `${formulaColumnText(asked)} ~ ${EPOCH}`
  checkLogged(runs, formula, { name: asked, at: 0 }, { metric: name, logged: read.logged })
  const title =
    options.title ?? showText(`${metrics.map(formulaColumnText).join(' and ')} ~ ${EPOCH}`, Infinity)
  const columns = { name: metrics.join(' or '), metrics, main: name, color: null, panel: null }
  return new Picture(curvesFigure(title, records, columns, read, choicesOf(options)), lookOf(options))
}

/** The same metric of the other data: `loss` for `val_loss`, `val_loss` for `loss`. */
function twinOf(metric: string): string {
  return metric.startsWith(VALIDATION) ? metric.slice(VALIDATION.length) : `${VALIDATION}${metric}`
}

function byLength(a: string, b: string): number {
  return a.length - b.length
}
