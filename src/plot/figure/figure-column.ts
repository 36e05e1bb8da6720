import type { Cell } from '../../catalog/sheet'

/** A column that stands in a figure: its name, and its value in each run. */
export interface FigureColumn {
  readonly name: string
  readonly cells: readonly Cell[]
  /** Whether its values were chosen, as those of a parameter, or measured, as those of a metric. */
  readonly origin: 'chosen' | 'measured'
}
