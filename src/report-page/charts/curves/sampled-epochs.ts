import type { Curve } from '../../data/curves'

/** So many rows are read at once. */
const MOST = 25

/** Some epochs of curves, evenly apart, with the first and the last. */
export function sampledEpochs(curves: readonly Curve[]): number[] {
  const known = new Set(curves.flatMap(({ epochs }) => [...epochs].map(Math.round)))
  const sorted = [...known].sort((a, b) => a - b)
  if (sorted.length <= MOST) return sorted
  return Array.from({ length: MOST }, (_, at) => sorted[Math.round((at * (sorted.length - 1)) / (MOST - 1))]!)
}
