import { EpochError, RunError } from '../errors'
import { show } from '../params/show'
import type { Held, Holder } from '../files'

/** For an epoch that is neither the next nor the last one. */
export function wrongEpoch(epoch: number, expected: number): EpochError {
  const complete = expected === 2 ? '1 epoch is' : `${expected - 1} epochs are`
  const or = expected > 1 ? ` or ${expected - 1}` : ''
  const text = `Epoch ${show(epoch)} cannot be logged: ${complete} complete, so it must be ${expected}${or}.`
  return new EpochError(text, { epoch, expected })
}

/** For what comes after `finish` or `fail`. */
export function runEnded(run: string): RunError {
  const message = `${run} has been finished; nothing can be added to it. Prepare a new run.`
  return new RunError('EXMAN_RUN_ENDED', message, { run })
}

/**
 * What is recorded when the process exits before the run has ended; `epoch` is that of a fit in progress. Undefined for a
 * process that ends well outside a fit, unless somebody was to say when the run ends (`isKeptOpen`).
 */
export function processExited(
  run: string,
  exitCode: number,
  { epoch, isKeptOpen }: { epoch: number | undefined; isKeptOpen: boolean },
): RunError | undefined {
  if (exitCode === 0 && epoch === undefined && !isKeptOpen) return undefined
  const where = epoch === undefined ? '' : ` in epoch ${epoch} of a fit`
  const message = `The process ended with exit code ${exitCode}${where}, before the run did.`
  return new RunError('EXMAN_PROCESS_EXITED', message, { run })
}

/** What is recorded when the monitored metric is not finite. */
export function diverged(run: string, metric: string, value: number, epoch: number): RunError {
  const message = `The monitored metric ${metric} was ${value} at epoch ${epoch}.`
  return new RunError('EXMAN_DIVERGED', message, { run })
}

/** For a run that another process has taken over from this one. */
export function runLost(run: string, holder: Holder): RunError {
  const who = `process ${holder.pid} on ${holder.host}`
  const message = `${run} was taken over by ${who}, since ${holder.since}: this process may not write to it any more.`
  return new RunError('EXMAN_RUN_HELD', message, { run })
}

/** For a fit that a signal has ended. */
export function interrupted(run: string, signal: string): RunError {
  const message = `${signal} has stopped the training of ${run}. What was trained is saved, and the run can be gone on with.`
  return new RunError('EXMAN_INTERRUPTED', message, { run })
}

/** For a run that goes on, and is trained with a model that is not its own. */
export function notRestored(run: string, completed: number): RunError {
  const message =
    `${run} goes on after ${completed} epochs, but its model was not restored. Call ` +
    '`const initialEpoch = await run.restore(model)` and give that to fit, or use `run.fit(model, …)`, which does both. Log by `run.log` only after that.'
  return new RunError('EXMAN_RUN_NOT_RESTORED', message, { run })
}

/** For a run that another process holds, or this one. */
export function runHeld(run: string, holder: Holder, judged: Held['judged']): RunError {
  const who = `process ${holder.pid} on ${holder.host}, since ${holder.since}`
  const text: Record<Held['judged'], string> = {
    'this-process':
      `${run} is already open for writing in this process (since ${holder.since}). Write through the object that opened ` +
      'it, or end the run there first.',
    alive: `${run} is held by ${who}. Wait for it, or stop it and try again.`,
    unknown:
      `${run} is held by ${who}. That is on another machine or in another container, so from here it cannot be seen whether ` +
      'that process still lives. When you are sure that it has ended, open the run with takeover: true.',
  }
  return new RunError('EXMAN_RUN_HELD', text[judged], { run })
}
