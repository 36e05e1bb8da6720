import { OptionError, RunError } from '../../errors'
import { checkOptions, isListOfText, isPositiveCount, isText, oneOf } from '../../params/check-options'
import { showText } from '../../params/show'
import { monitorsOf } from '../columns/overview'
import type { CatalogRecord } from '../record'
import type { RunTable } from '../run-table'
import type { Cell } from '../sheet'
import { modeOf } from '../verbs/best'
import { effectsAt, type ParamEffect } from './effects'
import { experimentsIn, scored } from './experiments'
import { findExperiment } from './find-experiment'
import { nearestTo, type Neighbour } from './neighbours'
import { paramSpace } from './param-space'

export type { ParamEffect } from './effects'
export type { Neighbour } from './neighbours'

/** Options of `explainExperiment`. */
export interface ExplainOptions {
  /** The metric, or any column of numbers; default: the one that most runs of the experiment monitor, or else most of all runs. */
  metric?: string
  /** Which way it gets better; default: as the runs say, else as its name tells. */
  mode?: 'min' | 'max'
  /** At most so many neighbours, and so many other values of each parameter; default 5. */
  limit?: number
  /** Parameters that are not compared, as dotted paths; default `['debug', 'comment', 'author']`. */
  ignoredParams?: readonly string[]
}

/** Why an experiment has come out as it has, as far as its parameters tell. It is plain data. */
export interface Explanation {
  /** The folder of the experiment; for numbered runs the id of the oldest. */
  experiment: string
  /** The metric that is compared. */
  metric: string
  /** Which way it gets better. */
  mode: 'min' | 'max'
  /** How many runs the experiment has. */
  runs: number
  /** How many of them count. */
  n: number
  /** The mean of the metric over these; null without any. */
  mean: number | null
  /** The sample standard deviation; null for fewer than two. */
  std: number | null
  /** How many experiments there are in all. */
  experiments: number
  /** The experiments that differ from it in the fewest parameters, the nearest first. */
  neighbours: Neighbour[]
  /** For each parameter what its other values did in all pairs of experiments that differ in nothing else, the largest effect first. */
  effects: ParamEffect[]
  /** Parameters that are not compared: ignored ones, and those in which runs of one experiment differ, such as seeds. */
  notCompared: string[]
  /** Runs, of all, that do not count: those that are not done, and those that have no finite value of the metric. */
  leftOut: { notDone: number; withoutMetric: number }
}

/**
 * Explains the scores of an experiment by its parameters: which of them separate it from the experiments that are most like it, and
 * what each of them did to the metric wherever two experiments differ in nothing else. The experiment is named by its folder, the
 * beginning of that, or one of its runs; also by names from before a rekey. Seeds are folded: numbered runs that are equal but for
 * `seed` are one experiment. Where some runs of an experiment lack a parameter that others have, as neutral ones do that came later,
 * all that lack it are taken to have that value.
 *
 * Only runs that are done (or whose tool does not tell) and have a finite value count. Effects are differences of means; that two
 * values go with different scores does not say that they are the cause.
 * Throws RunError (`EXMAN_RUN_NOT_FOUND`, `EXMAN_RUN_AMBIGUOUS`), QueryError for a column that no run has, OptionError.
 *
 * @example
 * ```ts
 * import { explainExperiment, openRuns } from 'exman'
 * const runs = await openRuns('experiments')
 * const { neighbours, effects } = explainExperiment(runs, 'best', { metric: 'val_acc' })
 * console.log(neighbours[0]?.differences, neighbours[0]?.effect)
 * console.table(effects.map(({ parameter, from, to, effect, pairs }) => ({ parameter, from, to, effect, pairs })))
 * ```
 */
export function explainExperiment(
  runs: RunTable,
  experiment: string,
  options: ExplainOptions = {},
): Explanation {
  checkOptions('explainExperiment', options, {
    metric: isText,
    mode: oneOf('min', 'max'),
    limit: isPositiveCount,
    ignoredParams: isListOfText,
  })
  const { records } = runs
  const all = experimentsIn(records)
  const asked = findExperiment(all, experiment, runs)
  const metric = options.metric ?? metricOf(asked.records, records)
  const mode = options.mode ?? modeOf(metric, records)
  const { experiments, leftOut } = scored(all, cellsOf(runs, metric))
  const at = all.indexOf(asked)
  const { name, score } = experiments[at]!
  const { params, notCompared } = paramSpace(experiments, options.ignoredParams)
  const limits = { limit: options.limit ?? 5, mode }
  return {
    ...{ experiment: name, metric, mode, runs: asked.records.length },
    ...{ n: score.n, mean: score.mean, std: score.std, experiments: experiments.length },
    neighbours: nearestTo(at, experiments, params, limits),
    effects: effectsAt(at, experiments, params, limits),
    notCompared: [...notCompared],
    leftOut,
  }
}

function metricOf(own: readonly CatalogRecord[], all: readonly CatalogRecord[]): string {
  const metric = monitorsOf(own)[0] ?? monitorsOf(all)[0]
  if (metric !== undefined) return metric
  const text = `None of these ${all.length} runs has finished an epoch, so there is no metric to compare by. Name a column of numbers, such as result.accuracy.`
  throw new RunError('EXMAN_RUN_NOT_FOUND', text, { run: 'best' })
}

/** How to get at the metric of a run. Throws where it is a number in none. */
function cellsOf(runs: RunTable, metric: string): (record: CatalogRecord) => Cell {
  const values = runs.values(metric)
  if (!values.some((value) => typeof value === 'number')) {
    const text = `None of these ${runs.length} runs has a number as "${showText(metric)}". Name a metric, such as val_loss, or a column of numbers.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'metric', value: metric })
  }
  const cells = new Map(runs.records.map((record, index) => [record, values[index]]))
  return (record) => cells.get(record)
}
