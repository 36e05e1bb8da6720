import { OptionError, RunError } from '../../errors'
import { nearest } from '../../params/nearest'
import { show, showText } from '../../params/show'
import type { RunTable } from '../run-table'
import type { Experiment } from './experiments'

const MOST_SHOWN = 5
const MOST_COMPARED = 2000

/** How runs are found by name in the table that they are of. */
type Runs = Pick<RunTable, 'find' | 'ofExperiment'>

/**
 * The experiment that a text names: the name of its folder, also one from before a rekey, the beginning of it, or else one of its
 * runs. Throws RunError (`EXMAN_RUN_NOT_FOUND`, `EXMAN_RUN_AMBIGUOUS`), OptionError.
 */
export function findExperiment(experiments: readonly Experiment[], text: string, runs: Runs): Experiment {
  if (typeof text !== 'string' || text === '') throw noName(text)
  const name = text.replace(/(?<=.)\/+$/, '')
  const called = new Set(runs.ofExperiment(name).records)
  const exactly = experiments.filter(({ records }) => called.has(records[0]!))
  if (exactly.length > 1) throw ambiguous(text, exactly)
  if (exactly[0] !== undefined) return exactly[0]
  // Numbered runs have no folder of an experiment.
  const isBegun = ({ name: its, records }: Experiment) =>
    records[0]!.experiment !== null && its.startsWith(name)
  const begun = experiments.filter(isBegun)
  if (begun.length > 1) throw ambiguous(text, begun)
  return begun[0] ?? experimentOf(experiments, text, runs)
}

function experimentOf(experiments: readonly Experiment[], text: string, runs: Runs): Experiment {
  try {
    const run = runs.find(text)
    return experiments.find(({ records }) => records.includes(run))!
  } catch (error) {
    if (!(error instanceof RunError) || error.code !== 'EXMAN_RUN_NOT_FOUND') throw error
    throw notFound(experiments, text)
  }
}

function ambiguous(text: string, found: readonly Experiment[]): RunError {
  const shown = found.slice(0, MOST_SHOWN).map(({ name }) => showText(name))
  const more = found.length > MOST_SHOWN ? ` and ${found.length - MOST_SHOWN} more` : ''
  const message = `"${showText(text)}" fits ${found.length} experiments: ${shown.join(', ')}${more}. Give more of the name.`
  return new RunError('EXMAN_RUN_AMBIGUOUS', message, { run: text })
}

function notFound(experiments: readonly Experiment[], text: string): RunError {
  const names = experiments.flatMap(({ name, records }) => [name, ...records.map(({ id }) => id)])
  const meant = nearest(text, [...new Set(names)].slice(-MOST_COMPARED))
  const hint =
    meant === undefined
      ? 'exman ls --by experiment --all shows the experiments there are.'
      : `Did you mean "${showText(meant)}"?`
  const message = `None of these ${experiments.length} experiments, nor a run of them, is "${showText(text)}". ${hint}`
  return new RunError('EXMAN_RUN_NOT_FOUND', message, { run: text })
}

function noName(value: unknown): OptionError {
  const text = `An experiment is named by its folder or one of its runs, got ${show(value)}.`
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'experiment', value })
}
