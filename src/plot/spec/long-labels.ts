import type { Part } from './part'

/** So many characters stay at each end of a longer label, or more where labels would be alike. */
const ENDS = [12, 16, 22]

/** So wide is a character at most, in pixels. */
const WIDE = 7.5

/** How the labels of some categories are cut where one of them is long: in the middle, for names that share a beginning differ at their ends. */
export function longLabels(labels: readonly string[]): Part {
  const [usual] = ENDS as [number]
  if (labels.every((label) => label.length <= 2 * usual + 1)) return {}
  const end =
    ENDS.find((count) => new Set(labels.map((label) => cut(label, count))).size === labels.length) ?? usual
  const [head, tail] = [`slice(datum.label, 0, ${end})`, `slice(datum.label, -${end})`]
  return {
    labelExpr: `length(datum.label) > ${2 * end + 1} ? ${head} + '…' + ${tail} : datum.label`,
    ...(end > usual && { labelLimit: 2 * end * WIDE }),
  }
}

function cut(label: string, end: number): string {
  return label.length > 2 * end + 1 ? `${label.slice(0, end)}…${label.slice(-end)}` : label
}
