import type { Metrics } from './metrics'

/** Where a fit is: the 1-based epoch it works on, and what was logged for that beside tfjs's own metrics. */
export class FitProgress {
  readonly epoch: number
  readonly added: Metrics
  /** Whether the epoch's row is there. */
  isWritten = false
  /** Whether a batch of the epoch was trained, so that the weights are no longer those of the epoch before. */
  hasTrained = false

  constructor(epoch: number, before?: FitProgress) {
    this.epoch = epoch
    // What was logged before the first epoch began belongs to it.
    this.added = before?.isWritten === false ? before.added : {}
  }
}
