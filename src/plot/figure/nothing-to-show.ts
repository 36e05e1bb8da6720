import { RunError } from '../../errors'
import { type LeftOut } from './left-out'
import { runsText } from '../../text/numbers'

/** The error for runs of which none can be shown. */
export function nothingToShow(runs: number, leftOut: LeftOut): RunError {
  const text = `There is nothing to plot among ${runsText(runs)}: ${leftOut.text}. Name other columns, or choose other runs; runs.columns() tells what they have.`
  return new RunError('EXMAN_RUN_NOT_FOUND', text, { run: '' })
}
