import type { Dots } from './dots'

/** Shown in place of a letter where several curves have only one place. */
export const SEVERAL = '#'

/** The letter of a curve: a, b, c, … */
export function letterOf(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + (index % 26))
}

/**
 * The cells in which letters stand on their curves, so that curves can be told apart without colours. Each curve with a dot
 * has at least one, shared when there is no other place.
 */
export function placeLetters(curves: readonly Dots[]): Map<number, number | typeof SEVERAL> {
  const placed = new Map<number, number | typeof SEVERAL>()
  const columns = curves[0]?.columns ?? 0
  const between = Math.max(4 * curves.length, Math.floor(columns / 3))
  for (const [index, curve] of curves.entries()) {
    const first = Math.floor(((index + 0.5) * between) / curves.length)
    let count = 0
    for (let column = first; column < columns; column += between) {
      const cell = cellsIn(curve, column).find((cell) => isOwn(cell, curve, curves))
      if (cell === undefined) continue
      placed.set(cell, index)
      count += 1
    }
    if (count === 0) placeOne(index, curves, placed)
  }
  return placed
}

/** The cells of a column that a curve goes through. */
function cellsIn({ cells, columns, rows }: Dots, column: number): number[] {
  const places = Array.from({ length: rows }, (_, row) => row * columns + column)
  return places.filter((cell) => cells[cell] !== 0)
}

/** Whether no other curve goes through a cell. */
function isOwn(cell: number, own: Dots, curves: readonly Dots[]): boolean {
  return curves.every((curve) => curve === own || curve.cells[cell] === 0)
}

/** The best place of a curve that has none yet: a cell of its own, else any without a letter, else a shared one. */
function placeOne(
  index: number,
  curves: readonly Dots[],
  placed: Map<number, number | typeof SEVERAL>,
): void {
  const curve = curves[index]!
  const all = Array.from({ length: curve.columns }, (_, column) => cellsIn(curve, column)).flat()
  const cell = all.find((cell) => isOwn(cell, curve, curves)) ?? all.find((cell) => !placed.has(cell))
  if (cell !== undefined) placed.set(cell, index)
  else if (all.length > 0) placed.set(all[0]!, SEVERAL)
}
