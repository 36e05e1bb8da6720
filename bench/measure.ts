import { isQuick } from './quick'

/** One thing to time: `run` is one call, given its number; `after` clears up behind it and is not timed. */
export interface Timed {
  run: (call: number) => void | Promise<void>
  after?: () => void | Promise<void>
}

/** Times a call, in milliseconds; one value a repetition, those of one place taken side by side. */
export interface Pair {
  floor: number[]
  subject: number[]
}

/** Median, smallest and largest of some numbers. */
export interface Spread {
  median: number
  min: number
  max: number
}

export const REPETITIONS = isQuick ? 1 : 5
/** Calls of one side before it is the other's turn: few, so that a noisy moment hits both. */
const SLICE = 5

/** Times a subject and its floor in one process, turn by turn in small slices, `calls` of each in a repetition. */
export async function compare(floor: Timed, subject: Timed, calls: number): Promise<Pair> {
  const pair: Pair = { floor: [], subject: [] }
  const sides = [floor, subject] as const
  const serial = [0, 0]
  const slice = async (side: 0 | 1): Promise<number> => {
    let spent = 0
    for (let call = 0; call < SLICE; call++) {
      const start = performance.now()
      await sides[side].run(serial[side]!++)
      spent += performance.now() - start
      await sides[side].after?.()
    }
    return spent
  }
  const slices = isQuick ? 1 : Math.ceil(calls / SLICE)
  for (let repetition = -1; repetition < REPETITIONS; repetition++) {
    const spent = [0, 0]
    for (let at = 0; at < slices; at++) {
      // Each goes first in turn: what one leaves in the caches and the journal of the disk, the next one finds.
      for (const side of at % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
        spent[side]! += await slice(side)
    }
    // The one before the first warms up.
    if (repetition < 0) continue
    pair.floor.push(spent[0]! / (slices * SLICE))
    pair.subject.push(spent[1]! / (slices * SLICE))
  }
  return pair
}

/** Median, smallest and largest of some numbers. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: sorted[Math.floor(sorted.length / 2)]!, min: sorted[0]!, max: sorted.at(-1)! }
}
