import type { Cell } from '../../catalog/sheet'
import type { Axis, Place } from './axis'

/** An axis for the values of a column, and where on it each stands. */
export interface Placed {
  readonly axis: Axis
  /** Where a value stands; undefined when it has no place. */
  readonly placeOf: (cell: Cell) => Place | undefined
  /** Why a value has no place, behind the number of runs: `without val_acc`. */
  readonly whyNot: (cell: Cell) => string
  /** What has to be said of the axis, a line each. */
  readonly notes: readonly string[]
}
