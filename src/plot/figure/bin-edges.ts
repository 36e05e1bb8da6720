/** Between two powers of ten stand these; the first that gives few enough intervals is taken. */
const WITHIN_DECADE = [[1, 2, 5], [1, 3], [1]]
const DECADES = [2, 3, 5, 10, 20, 50, 100]

/** Of steps and the next power of ten the first that gives few enough is taken. */
const STEPS = [1, 2, 2.5, 5, 10, 20, 25]

/**
 * The edges of at most so many intervals that hold some different numbers, sorted: round numbers with equal steps, or equal factors. The first is
 * not above the smallest number, the last not below the largest.
 */
export function binEdges(sorted: readonly number[], scale: 'linear' | 'log', most: number): number[] {
  const [low, high] = [sorted[0]!, sorted.at(-1)!]
  const edges = scale === 'log' ? logEdges(low, high, most) : linearEdges(low, high, most)
  const isRising = edges.every((edge, index) => index === 0 || edge > edges[index - 1]!)
  const isWhole = edges.length > 1 && edges[0]! <= low && edges.at(-1)! >= high
  // Numbers that differ in their last digits only, or are as large as numbers get, have no round ones between.
  return isRising && isWhole ? edges : equalShares(sorted, most)
}

function logEdges(low: number, high: number, most: number): number[] {
  const decades = (step: number) => {
    const first = Math.floor(Math.log10(low) / step) - 1
    const last = Math.ceil(Math.log10(high) / step) + 1
    return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
  }
  const candidates = [
    ...WITHIN_DECADE.map((digits) => ({ digits, step: 1 })),
    ...DECADES.map((step) => ({ digits: [1], step })),
  ]
  for (const { digits, step } of candidates) {
    const edges = decades(step).flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    const around = between(edges, low, high)
    if (around.length - 1 <= most) return around
  }
  return []
}

function linearEdges(low: number, high: number, most: number): number[] {
  // Shares, for the distance of two numbers may be more than the largest number.
  const wanted = high / most - low / most
  const power = Math.floor(Math.log10(wanted))
  for (const digits of STEPS) {
    const step = Number(`${digits}e${power}`)
    const first = Math.floor(low / step) - 1
    // By their digits: 3 * 0.1 is not 0.3.
    const edges = Array.from({ length: most + 4 }, (_, index) =>
      Number(`${(first + index) * digits}e${power}`),
    )
    const around = between(edges, low, high)
    if (around.length > 0 && around.length - 1 <= most) return around
  }
  return []
}

/** From the last edge that is not above the smallest number to the first that is not below the largest. */
function between(edges: readonly number[], low: number, high: number): number[] {
  const first = edges.findLastIndex((edge) => edge <= low)
  const last = edges.findIndex((edge, index) => index > first && edge >= high)
  return first === -1 || last === -1 ? [] : edges.slice(first, last + 1)
}

/** Edges between which stand about equally many different numbers. */
function equalShares(sorted: readonly number[], most: number): number[] {
  const bins = Math.min(most, sorted.length - 1)
  return Array.from(
    { length: bins + 1 },
    (_, index) => sorted[Math.round((index * (sorted.length - 1)) / bins)]!,
  )
}
