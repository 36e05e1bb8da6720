const MAX_EDITS = 3

/**
 * The known name that a mistyped one most likely means, or undefined when none is near: at most three characters added,
 * dropped, changed or swapped with their neighbour, and more than two fifths of the name right. Case does not count.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: { name: string; edits: number } | undefined
  for (const candidate of known) {
    const length = Math.max(name.length, candidate.length)
    if (Math.abs(name.length - candidate.length) > MAX_EDITS) continue
    const edits = editDistance(name.toLowerCase(), candidate.toLowerCase())
    const isNear = edits <= MAX_EDITS && length - edits > 0.4 * length
    if (isNear && edits < (best?.edits ?? Infinity)) best = { name: candidate, edits }
  }
  return best?.name
}

/** What to say behind a name that is unknown: the one that was probably meant, or all there are, behind some words. */
export function hintFor(name: string, known: readonly string[], words: string): string {
  const meant = nearest(name, known)
  return meant === undefined ? `${words} ${known.join(', ')}.` : `Did you mean "${meant}"?`
}

/** How many characters to add, drop, change or swap with their neighbour to get from one text to the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const change = from[row - 1] === to[column - 1] ? 0 : 1
      const edits = [at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + change]
      const isSwap =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (isSwap) edits.push(at(beforeLast, column - 2) + 1)
      current.push(Math.min(...edits))
    }
    beforeLast = last
    last = current
  }
  return at(last, to.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] as number
}
