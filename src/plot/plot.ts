import type { RunTable } from '../catalog/run-table'
import { OptionError } from '../errors'
import { show } from '../params/show'
import { checkLogged, columnOf, metricNamed } from './figure/column-of'
import { curvesFigure } from './figure/curves-figure'
import type { Figure } from './figure/figure'
import { heatMapFigure } from './figure/heat-map-figure'
import { pointsFigure } from './figure/points-figure'
import { readCurves } from './figure/read-curves'
import { shownFormula, type Formula, type FormulaColumn } from './formula/formula'
import { parseFormula } from './formula/parse-formula'
import { Picture } from './picture'
import { lookOf } from './picture-options'
import { checkPlot, choicesOf, type PlotOptions } from './plot-options'

export type { PlotOptions } from './plot-options'

/**
 * Draws a value of the runs against what they differ in, as a formula says: `val_acc ~ training.lr`. Against two columns,
 * `val_acc ~ training.lr * model.units`, it is a heat map; against `epoch` it is the learning curves out of the logs (a parameter of
 * this name is `params.epoch`). Behind `|` stand a column for the colours and, after a comma, one for panels:
 * `val_loss ~ epoch | model.units, training.optimizer`; of a heat map the panels alone. Columns are named as in `where`; what is no
 * plain name stands in backquotes.
 *
 * Numbers lie on an axis, linear or logarithmic as they are spread; texts, and what is mixed, side by side. The runs of an experiment
 * at one place, which are its seeds, are folded to their mean, with a band of one standard deviation. The best run is marked where the
 * value is a metric. Each run is shown, or counted in the subtitle with the reason why it is not.
 *
 * Rejects with QueryError for a formula that cannot be read or a column that no run has; RunError (`EXMAN_RUN_NOT_FOUND`) when
 * no run can be shown; OptionError.
 *
 * @example
 * ```ts
 * import { openRuns, plot } from 'exman'
 * import { writeFileSync } from 'node:fs'
 * const runs = await openRuns('experiments')
 * const picture = await plot(runs.where('status = done'), 'val_acc ~ training.lr | model.units')
 * console.log(picture.toText())
 * writeFileSync('figure.svg', await picture.toSvg())
 * ```
 */
export async function plot(runs: RunTable, formula: string, options: PlotOptions = {}): Promise<Picture> {
  if (typeof formula !== 'string') {
    const text = `A formula is a text such as "val_acc ~ training.lr", got ${show(formula)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'formula', value: formula })
  }
  checkPlot('plot', runs, options)
  return new Picture(await figureOf(runs, parseFormula(formula), options), lookOf(options))
}

async function figureOf(runs: RunTable, formula: Formula, options: PlotOptions): Promise<Figure> {
  const { title = shownFormula(formula), onProgress } = options
  const { records } = runs
  const choices = choicesOf(options)
  const of = (column: FormulaColumn) => columnOf(runs, formula.text, column)
  const ofGroup = (column: FormulaColumn | null) => (column === null ? null : of(column))
  const panel = ofGroup(formula.panel)
  switch (formula.kind) {
    case 'points': {
      const columns = { y: of(formula.y), x: of(formula.x), color: ofGroup(formula.color), panel }
      return pointsFigure(title, records, columns, choices)
    }
    case 'heat-map': {
      const columns = { value: of(formula.y), x: of(formula.x), y: of(formula.by), panel }
      return heatMapFigure(title, records, columns, choices)
    }
    case 'curves': {
      const { name } = formula.y
      const groups = { color: ofGroup(formula.color), panel }
      const metric = metricNamed(runs, name)
      const read = await readCurves(records, [metric], onProgress)
      checkLogged(runs, formula.text, formula.y, { metric, logged: read.logged })
      return curvesFigure(title, records, { name, metrics: [metric], main: metric, ...groups }, read, choices)
    }
  }
}
