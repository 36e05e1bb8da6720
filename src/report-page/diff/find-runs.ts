import type { RunNames } from '../data/run-names'

/** So many runs are offered at once. */
export const OFFERED = 30

/** The runs in whose names each of some words stands, the first few, and how many there are. */
export function findRuns(names: RunNames, count: number, search: string): { runs: number[]; total: number } {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const runs: number[] = []
  let total = 0
  for (let run = 0; run < count; run++) {
    const name = names.of(run).toLowerCase()
    if (!words.every((word) => name.includes(word))) continue
    if (total++ < OFFERED) runs.push(run)
  }
  return { runs, total }
}
