/** What stands along an axis, or what colours or panels stand for. */
export interface Axis {
  /** The name of the column. */
  readonly title: string
  /** Numbers on a line, or categories side by side. */
  readonly type: 'number' | 'category'
  /** Of numbers: equal steps, or equal factors. `linear` for categories. */
  readonly scale: 'linear' | 'log'
  /** The categories in their order, as texts; empty for numbers. */
  readonly categories: readonly string[]
  /** Whether the categories are numbers, so that their order means something. False for numbers themselves. */
  readonly isOrdered: boolean
  /** Of numbers that are few: where the ticks stand. Else wherever they are readable. */
  readonly ticks?: readonly number[]
}

/** A place on an axis: a number, or the text of a category. */
export type Place = number | string
