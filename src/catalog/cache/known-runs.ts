import { Breath } from './breath'
import { KeptFacts } from './kept-facts'
import { isOtherCache, keptLines } from './kept-lines'

/** The file of the cache with what is known of the runs. */
export const RUNS_FILE = 'runs.ndjson'

/** What was read of a run, and the stamp of the files that it was read from. */
export interface Known {
  readonly stamp: string
  readonly kept: KeptFacts
}

/** What is known of the runs of a root from an earlier listing, by id. */
export async function loadKnownRuns(root: string): Promise<Map<string, Known>> {
  const known = new Map<string, Known>()
  const breath = new Breath()
  try {
    for (const line of keptLines(root, RUNS_FILE)) {
      const { id, stamp, kept } = KeptFacts.parse(line)
      known.set(id, { stamp, kept })
      if (breath.isDue) await breath.taken()
    }
  } catch (error) {
    if (!isOtherCache(error)) throw error
    return new Map()
  }
  return known
}

/** What is known of runs as lines of the cache. */
export function* linesOf(known: ReadonlyMap<string, Known>): Generator<string> {
  for (const [id, { stamp, kept }] of known) yield kept.line(id, stamp)
}
