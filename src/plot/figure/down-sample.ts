/** Fewer places could not hold the ends, two extremes and a gap. */
const LEAST = 5

/**
 * The places of at most `most` values (5 or more) that show a long curve as all of them would: its first and last one, and of each
 * stretch the smallest, the largest, and the first that is not finite, which is a gap.
 */
export function downSample(values: readonly number[], most: number): number[] {
  const { length } = values
  const room = Math.max(most, LEAST)
  if (length <= room) return Array.from(values.keys())
  const ofStretch = values.every(Number.isFinite) ? 2 : 3
  const stretches = Math.floor((room - 2) / ofStretch)
  const kept = new Set<number>([0, length - 1])
  for (let stretch = 0; stretch < stretches; stretch++) {
    const [from, to] = [stretch, stretch + 1].map((edge) => Math.floor((edge * length) / stretches))
    for (const place of telling(values, from!, to!)) kept.add(place)
  }
  return [...kept].sort((a, b) => a - b)
}

/** The places of the smallest and the largest value of a stretch, and of its first gap. */
function telling(values: readonly number[], from: number, to: number): number[] {
  let [low, high, gap] = [-1, -1, -1]
  for (let at = from; at < to; at++) {
    const value = values[at]!
    if (!Number.isFinite(value)) gap = gap === -1 ? at : gap
    else {
      if (low === -1 || value < values[low]!) low = at
      if (high === -1 || value > values[high]!) high = at
    }
  }
  return [low, high, gap].filter((place) => place !== -1)
}
