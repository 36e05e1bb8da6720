import { RunError } from '../../errors'
import { showText } from '../../params/show'
import type { RunTable } from '../../catalog/run-table'
import { countText, runsText } from '../../text/numbers'
import type { ImportanceBar, ImportanceFigure } from '../figure/figure'
import { LEAST_FOR_INTERVAL } from './bootstrap'
import { chosenParams, type ChosenParams } from './chosen-params'
import { comparedExperiments, type ComparedExperiments } from './compared-experiments'
import { importanceBars } from './importance-bars'

/** So many can be looked at. */
const MOST_BARS = 30

/** How closely parameters go with a metric. Throws RunError when there are too few experiments, or none differ. */
export function importanceFigure(
  table: RunTable,
  metric: string | undefined,
  { title, params: wanted }: { title: string | undefined; params: readonly string[] | undefined },
): ImportanceFigure {
  const compared = comparedExperiments(table, metric)
  const chosen = chosenParams(table, compared.experiments, wanted)
  const scores = compared.experiments.map(({ score }) => score.mean!)
  const bars = importanceBars(scores, chosen.params, { hasIntervals: true })
  if (bars.length === 0) throw nothingToCompare(table, compared, chosen)
  return {
    kind: 'importance',
    title: title ?? `${showText(compared.metric, Infinity)}: rank correlation with each parameter`,
    subtitle: [
      countsOf(compared),
      ...meaningOf(bars),
      ...(new Set(scores).size === 1
        ? ['the metric is the same in all of them, and so goes with nothing']
        : []),
      ...remarksOn(bars, chosen),
      ...leftOutLines(compared),
    ],
    bars: bars.slice(0, MOST_BARS),
  }
}

function countsOf({ experiments, runs }: ComparedExperiments): string {
  const of = runs === experiments.length ? '' : `, means of ${runsText(runs)}`
  return `${experimentsText(experiments.length)}${of}`
}

function meaningOf(bars: readonly ImportanceBar[]): string[] {
  const hasInterval = bars.some(({ low }) => low !== null)
  const interval = hasInterval
    ? 'with its 95 % interval'
    : `without interval: fewer than ${LEAST_FOR_INTERVAL} experiments`
  const unsigned = bars.some(({ isSigned }) => !isSigned)
  return [
    `Spearman's rank correlation, ${interval}`,
    ...(unsigned ? ['of categories the correlation ratio of the ranks, which has no sign'] : []),
    'what goes together is not always the cause: parameters that were changed together cannot be told apart',
  ]
}

function remarksOn(bars: readonly ImportanceBar[], { params, without }: ChosenParams): string[] {
  const more = bars.length - MOST_BARS
  const fewer = params.length - bars.length
  return [
    ...(more > 0 ? [`the ${MOST_BARS} closest; ${countText(more)} more parameters differ`] : []),
    ...(fewer > 0 ? [`not shown: ${parametersText(fewer)} that fewer than 3 experiments have`] : []),
    ...(without.length > 0 ? [`no difference between experiments in ${namesText(without)}`] : []),
  ]
}

/** What does not count, a line for a subtitle; none when all does. */
function leftOutLines({ metric, leftOut: { notDone, withoutMetric } }: ComparedExperiments): string[] {
  const parts = [
    ...(notDone > 0 ? [`${runsText(notDone)} not done`] : []),
    ...(withoutMetric > 0
      ? [
          `${notDone > 0 ? countText(withoutMetric) : runsText(withoutMetric)} without a finite ${showText(metric, Infinity)}`,
        ]
      : []),
  ]
  return parts.length === 0 ? [] : [`not counted: ${parts.join(', ')}`]
}

function nothingToCompare(
  table: RunTable,
  compared: ComparedExperiments,
  { without }: ChosenParams,
): RunError {
  const [left] = leftOutLines(compared)
  const differing =
    without.length > 0
      ? `differ in ${namesText(without)}`
      : 'of which at least 3 have a parameter in which they differ'
  const text = `There are no experiments to compare among ${runsText(table.length)}: it takes at least 3 that are done and ${differing}; there are ${compared.experiments.length}${left === undefined ? '' : ` (${left})`}.`
  return new RunError('EXMAN_RUN_NOT_FOUND', text, { run: '' })
}

function namesText(names: readonly string[]): string {
  return names.map((name) => showText(name, 60)).join(', ')
}

function parametersText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'parameter' : 'parameters'}`
}

function experimentsText(count: number): string {
  return `${countText(count)} ${count === 1 ? 'experiment' : 'experiments'}`
}
