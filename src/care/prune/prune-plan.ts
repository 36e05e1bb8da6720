import type { ApplyOptions, Refusal } from '../trash/removal'
import type { Prunable } from './models'

/** What is to go of the checkpoints of one run. */
export interface PruneStep {
  /** The run's name below its root. */
  readonly id: string
  /** The folder of the run, absolute. */
  readonly dir: string
  /** The folders in models/ that go, oldest first. */
  readonly remove: readonly Prunable[]
  /** What they take, in bytes. */
  readonly bytes: number
}

/** A checkpoint that stays since it is damaged, or holds what exman has not made. */
export interface LeftCheckpoint {
  /** The run's name below its root. */
  readonly id: string
  /** The name of the folder in models/. */
  readonly checkpoint: string
  /** Why, as a clause. */
  readonly why: string
}

/** How large a root is, where that has a limit. */
export interface PrunedRoot {
  /** Its folder, absolute. */
  readonly root: string
  /** What all of its files take, in bytes. */
  readonly bytes: number
  /** By how many bytes it will be above the limit still; 0 when it keeps it. */
  readonly above: number
  /** How many of its bytes are in the trash. */
  readonly trash: number
}

/** What came of a pruning. */
export interface Pruned {
  /** The runs, with what was removed of them. */
  readonly pruned: readonly PruneStep[]
  /** The runs that were no longer as planned. */
  readonly leftAlone: readonly Refusal[]
  /** What was freed, in bytes. */
  readonly bytes: number
}

/** Which checkpoints are to go. */
export interface PrunePlan {
  /** The runs of which checkpoints go. */
  readonly steps: readonly PruneStep[]
  /** The runs that have more than the rule keeps, and are left as they are. */
  readonly refused: readonly Refusal[]
  /** The checkpoints that were met and count for nothing, but stay. */
  readonly left: readonly LeftCheckpoint[]
  /** What all of the steps free, in bytes. */
  readonly bytes: number
  /** With `maxBytes`, each root. */
  readonly roots: readonly PrunedRoot[]
  /**
   * Removes the checkpoints for good, one run after the other. What is no longer as planned is left alone and told of. Throws FileError
   * when the disk refuses: what was removed before is gone, and it can be called again.
   */
  apply(options?: ApplyOptions): Promise<Pruned>
}
