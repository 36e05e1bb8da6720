import type { Part } from './part'

const tip = (field: string, type = 'quantitative'): Part => ({ field, type, title: field })

// Titles of our own only: a tooltip is an expression.
/** What is told of a run where a mouse rests on it. */
export const RUN_TIPS: readonly Part[] = [tip('run', 'nominal'), tip('x', 'nominal'), tip('y')]

/** What is told of a mean. */
export const MEAN_TIPS: readonly Part[] = [tip('x', 'nominal'), tip('y'), tip('low'), tip('high'), tip('n')]

/** What is told of a curve: of which run, or of how many. */
export const CURVE_TIPS: readonly Part[] = [tip('run', 'nominal'), tip('x'), tip('y'), tip('n')]

/** What is told of a cell of a heat map. */
export const CELL_TIPS: readonly Part[] = [
  tip('x', 'nominal'),
  tip('y', 'nominal'),
  { ...tip('color'), title: 'value' },
  tip('std'),
  tip('n'),
]

/** What is told of a line of parallel coordinates. */
export const LINE_TIPS: readonly Part[] = [tip('run', 'nominal'), { ...tip('color'), title: 'value' }]

/** What is told of the importance of a parameter. */
export const BAR_TIPS: readonly Part[] = [
  tip('name', 'nominal'),
  { ...tip('x'), title: 'correlation' },
  tip('low'),
  tip('high'),
  tip('n'),
]
