import { EpochError, RunError } from '../errors'

/** For an epoch that is neither the next nor the last one. */
export function wrongEpoch(epoch: number, expected: number): EpochError {
  const or = expected > 1 ? ` or ${expected - 1}` : ''
  return new EpochError(
    `Epoch ${epoch} cannot be logged: ${expected - 1} epochs are complete, so it must be ${expected}${or}.`,
    { epoch, expected },
  )
}

/** For what comes after `finish` or `fail`. */
export function runEnded(run: string): RunError {
  const message = `${run} has been finished; nothing can be added to it. Prepare a new run.`
  return new RunError('EXMAN_RUN_ENDED', message, { run })
}

/** What is recorded when the process exits before the run has ended; `epoch` is that of a fit in progress. */
export function processExited(run: string, exitCode: number, epoch: number | undefined): RunError {
  const where = epoch === undefined ? '' : ` in epoch ${epoch} of a fit`
  const message = `The process ended with exit code ${exitCode}${where}, before the run did.`
  return new RunError('EXMAN_PROCESS_EXITED', message, { run })
}

/** What is recorded when the monitored metric is not finite. */
export function diverged(run: string, metric: string, value: number, epoch: number): RunError {
  const message = `The monitored metric ${metric} was ${value} at epoch ${epoch}.`
  return new RunError('EXMAN_DIVERGED', message, { run })
}
