import type { Part } from './part'

/** A longer label is cut in the middle: names that share a beginning differ at their ends. */
const LONGEST = 25

/** How the labels of some categories are cut where one of them is long. */
export function longLabels(labels: readonly string[]): Part {
  if (labels.every((label) => label.length <= LONGEST)) return {}
  const [head, tail] = [`slice(datum.label, 0, 12)`, `slice(datum.label, -12)`]
  return { labelExpr: `length(datum.label) > ${LONGEST} ? ${head} + '…' + ${tail} : datum.label` }
}
