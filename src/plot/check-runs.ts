import { RunTable } from '../catalog/run-table'
import { OptionError, RunError } from '../errors'
import { show } from '../params/show'

/** Checks that a function was given a table of runs. Throws OptionError. */
export function checkTable(what: string, runs: unknown): asserts runs is RunTable {
  if (runs instanceof RunTable) return
  const text = `${what} needs a table of runs, such as await openRuns('experiments'), got ${show(runs)}.`
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'runs', value: runs })
}

/** Checks that a function was given runs to plot. Throws OptionError; RunError for a table without runs. */
export function checkRuns(what: string, runs: unknown): asserts runs is RunTable {
  checkTable(what, runs)
  if (runs.length > 0) return
  const text = 'There are no runs to plot. Open a folder that has some, or ask less of them.'
  throw new RunError('EXMAN_RUN_NOT_FOUND', text, { run: '' })
}
