import type { Cell } from '../sheet'
import { demandTest } from './demand-test'
import type { Demands } from './query'

/** Demands that say what a value is not. */
const NEGATIVE: readonly (keyof Demands)[] = ['ne', 'notIn', 'notLike']

/** The test of one demand on all values that a run has in a column: one of them meets it, or where it says what is not, all do. */
export function severalTest(name: keyof Demands, demands: Demands): (cells: readonly Cell[]) => boolean {
  const test = demandTest(name, demands)
  if (name === 'missing') return (cells) => test(cells[0])
  return NEGATIVE.includes(name) ? (cells) => cells.every(test) : (cells) => cells.some(test)
}
