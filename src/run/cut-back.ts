import type { HeldRun } from './held-run'
import type { Metrics } from './metrics'
import type { WriteFaults } from './write-faults'

/**
 * Brings log and scores back to an epoch from which the training goes on: what came after it is trained again, so that no
 * epoch stands there twice.
 */
export function cutBack(held: HeldRun, epoch: number, metrics: Metrics, faults: WriteFaults): void {
  const { completed } = held.epochs
  held.epochs.cutTo(epoch, metrics)
  if (completed < epoch) {
    const text = `The log ended at epoch ${completed}, and the checkpoint is of epoch ${epoch}: what was logged between is lost.`
    faults.note('EXMAN_EPOCH_MISMATCH', text)
  }
  if (completed !== epoch) {
    faults.settle(held.record.problems)
    held.session.fromEpoch = epoch
    held.save()
  }
}
