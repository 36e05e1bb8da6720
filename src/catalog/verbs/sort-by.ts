import { codePointOrder } from '../../params/code-point-order'
import { kindOf } from '../columns/tally'
import type { Cell, CellKind } from '../sheet'

/** Values of different kinds stand in this order, in both directions; behind them NaN, null, and runs without a value. */
const ORDER: readonly CellKind[] = ['number', 'text', 'boolean', 'json', 'null']
const NAN = ORDER.length - 1.5
const MISSING = ORDER.length

/** Runs, sorted by a column; those that are equal in it stay as they are. */
export function sortBy<R>(
  runs: readonly R[],
  cellOf: (run: R) => Cell,
  { descending }: { descending: boolean },
): R[] {
  const sign = descending ? -1 : 1
  return runs
    .map((run) => ({ run, cell: cellOf(run) }))
    .sort((a, b) => rank(a.cell) - rank(b.cell) || sign * compare(a.cell, b.cell))
    .map(({ run }) => run)
}

function rank(cell: Cell): number {
  if (cell === undefined) return MISSING
  return Number.isNaN(cell) ? NAN : ORDER.indexOf(kindOf(cell))
}

// Of one kind. Texts go by their characters, the same on every machine.
function compare(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : Number(a > b)
  return codePointOrder(textOf(a), textOf(b))
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : (JSON.stringify(cell) ?? '')
}
