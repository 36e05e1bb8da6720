import type { RecordedStatus } from '../../run/record'
import type { CatalogRecord } from '../record'

/** What a run's files say, apart from where the run stands and who holds it: all that is worth keeping in a cache. */
export interface StoredFacts extends Omit<CatalogRecord, 'id' | 'dir' | 'root' | 'experiment' | 'status'> {
  /** The status that was written last. */
  recorded: RecordedStatus | 'unknown'
  /** Whether the last session has told how it ended. */
  hasEnded: boolean
  /** Larger for a run that was made later. */
  sequence: number
}

const NO_MARKS: readonly string[] = Object.freeze([])

/** Facts without any: what a reading starts from. */
export function noFacts(): StoredFacts {
  return {
    recorded: 'unknown',
    hasEnded: true,
    sequence: 0,
    started: null,
    seconds: null,
    epochs: 0,
    seed: null,
    monitor: null,
    mode: null,
    bestEpoch: null,
    params: {},
    metrics: {},
    last: {},
    marks: NO_MARKS,
    note: null,
    result: null,
    problem: null,
  }
}
