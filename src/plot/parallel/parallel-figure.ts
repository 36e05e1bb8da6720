import { RunError } from '../../errors'
import type { RunTable } from '../../catalog/run-table'
import { bestBy, modeFor } from '../figure/best'
import type { FigureChoices } from '../figure/choices'
import type { ParallelFigure } from '../figure/figure'
import type { FigureColumn } from '../figure/figure-column'
import { nothingToShow } from '../figure/nothing-to-show'
import { chosenParams, type NamedParam } from '../importance/chosen-params'
import { comparedExperiments } from '../importance/compared-experiments'
import { importanceBars } from '../importance/importance-bars'
import { metricValues } from '../importance/metric-values'
import { parallelLines, type CrossedAxis } from './parallel-lines'
import { countedParameters, parallelSubtitle } from './parallel-subtitle'
import { parallelUnits, type ParallelUnit } from './parallel-units'
import { columnAxis, uprightAxis } from './upright-axis'
import { runsText } from '../../text/numbers'

/** More axes than these, that of the metric apart, could not be followed. */
const MOST_PARAMS = 10

/** Runs as lines across one axis a parameter. Throws RunError when there is nothing to show. */
export function parallelFigure(
  table: RunTable,
  metric: string | undefined,
  { title, params: wanted }: { title: string | undefined; params: readonly string[] | undefined },
  choices: FigureChoices,
): ParallelFigure {
  const values = metricValues(table, metric)
  const found = parallelUnits(table.records, values, choices.seeds)
  const { units, leftOut } = found
  if (units.length === 0) throw nothingToShow(table.length, leftOut)
  const { params, without } = chosenParams(table, units, wanted)
  if (params.length === 0) throw nothingDiffers(found.runs)
  const ordered = wanted === undefined ? byImportance(table, values.name, params) : params
  const shown = ordered.slice(0, MOST_PARAMS)
  const ofMetric: FigureColumn = {
    name: values.name,
    cells: units.map(({ value }) => value),
    origin: 'measured',
  }
  const axes = [...shown.map((param) => columnOf(param, units)), ofMetric].map(crossed)
  const mode = modeFor(values.metric, table.records, choices)
  const best = bestBy(units, ({ value }) => value, mode)
  const lines = parallelLines(units, axes, { mode, best })
  const { axis: color } = columnAxis(ofMetric)
  return {
    kind: 'parallel',
    title: title ?? `${color.title} over ${countedParameters(shown.length)}`,
    subtitle: parallelSubtitle({
      ...{ found, lines, axes, best, without, metric: color.title, seeds: choices.seeds },
      ...{ differing: ordered.length, isChosen: wanted !== undefined },
    }),
    axes: axes.map(({ axis }) => axis),
    lines,
    color,
  }
}

function columnOf({ name, values, numbers }: NamedParam, units: readonly ParallelUnit[]): FigureColumn {
  return { name, cells: units.map((_, index) => values[numbers[index]!]), origin: 'chosen' }
}

function crossed(column: FigureColumn): CrossedAxis {
  return { ...uprightAxis(column), cells: column.cells }
}

/** Those first that go most closely with the metric; those of which that is not known last. */
function byImportance(table: RunTable, metric: string, params: readonly NamedParam[]): readonly NamedParam[] {
  const { experiments } = comparedExperiments(table, metric)
  const scores = experiments.map(({ score }) => score.mean!)
  const bars = importanceBars(scores, chosenParams(table, experiments, undefined).params, {
    hasIntervals: false,
  })
  const order = new Map(bars.map(({ parameter }, at) => [parameter, at]))
  const placeOf = ({ name }: NamedParam) => order.get(name) ?? order.size
  return [...params].sort((a, b) => placeOf(a) - placeOf(b))
}

function nothingDiffers(runs: number): RunError {
  const why =
    runs === 1 ? 'there is 1 run' : `these ${runsText(runs)} differ in no parameter that was asked for`
  const text = `There is nothing to draw as lines: ${why}. Choose runs with different parameters.`
  return new RunError('EXMAN_RUN_NOT_FOUND', text, { run: '' })
}
