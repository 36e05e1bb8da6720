/** A run that is left as it is. */
export interface Refusal {
  /** The run's name below its root. */
  readonly id: string
  /** Its folder, absolute. */
  readonly dir: string
  /** Why, as a clause: `it is marked "pinned"`. */
  readonly why: string
}

/** A run that is to go to the trash. */
export interface RemovalStep {
  /** The run's name below its root. */
  readonly id: string
  /** Its folder, absolute. */
  readonly dir: string
  /** What its files take, in bytes. */
  readonly bytes: number
  /** What would have protected it, as clauses, had it not been named or forced. */
  readonly despite: readonly string[]
}

/** What came of a removal. */
export interface Removal {
  /** The runs that are in the trash now, each with the name of its entry there. */
  readonly removed: readonly { readonly id: string; readonly entry: string; readonly bytes: number }[]
  /** The runs that were no longer as planned. */
  readonly leftAlone: readonly Refusal[]
  /** What the removed ones take, in bytes. */
  readonly bytes: number
}

/** How far a plan is that is being carried out. */
export interface ApplyOptions {
  /** Hears of how many steps of how many are done. */
  onProgress?: (done: number, total: number) => void
}

/** Which runs are to go to the trash. */
export interface RemovalPlan {
  /** The runs that go. */
  readonly steps: readonly RemovalStep[]
  /** The runs that are protected, and stay. */
  readonly refused: readonly Refusal[]
  /** What all of the steps take, in bytes. */
  readonly bytes: number
  /**
   * Moves the runs to the trash, one after the other. What is no longer as planned is left alone and told of. Throws FileError when
   * the disk refuses one: those before it are in the trash, the others where they were, and it can be called again.
   */
  apply(options?: ApplyOptions): Promise<Removal>
}
