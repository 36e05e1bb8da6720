import { checkLimits } from '../checkpoint/check-limits'
import type { CheckpointContent } from '../checkpoint/commit'
import type { KeepRule } from '../checkpoint/keep'
import type { BrokenLimit, ByteLimits } from '../checkpoint/limits'
import type { HeldRun } from '../run/held-run'
import type { Recorder } from '../run/recorder'

/** Keeps the saves of a run within its limits in bytes. */
export class SaveLimits {
  readonly #recorder: Recorder
  readonly #rule: KeepRule & ByteLimits
  readonly #told = new Set<string>()

  constructor(recorder: Recorder, rule: KeepRule & ByteLimits) {
    this.#recorder = recorder
    this.#rule = rule
  }

  /**
   * Whether a checkpoint may be saved below `models`. The first time that a limit forbids it, that is recorded in the run
   * and warned of. Throws FileError.
   */
  allow(
    held: HeldRun,
    models: string,
    content: Pick<CheckpointContent, 'epoch' | 'metrics' | 'files'>,
  ): boolean {
    const broken = checkLimits(models, content, this.#rule, held.epochs.keeper.monitor)
    if (broken !== undefined) this.#tell(held, content.epoch, broken)
    return broken === undefined
  }

  #tell(held: HeldRun, epoch: number, { limit, reason }: BrokenLimit): void {
    if (this.#told.has(limit)) return
    this.#told.add(limit)
    const text = `The checkpoint of epoch ${epoch} was not saved: ${reason}. Training goes on, and saves those that fit.`
    const { faults } = this.#recorder
    faults.warnOnce('EXMAN_CHECKPOINT_SKIPPED', limit, text)
    faults.note('EXMAN_CHECKPOINT_SKIPPED', text)
    // At once: until the run ends there may be no other write of its record, and it may be killed before.
    faults.settle(held.record.problems)
    held.save()
  }
}
