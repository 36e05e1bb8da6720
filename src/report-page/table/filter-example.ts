import { rounded } from '../../text/numbers'
import { columnText } from '../../catalog/query/column-name'
import { bestRun, modesOf } from '../data/best-run'
import type { Report } from '../data/report'

/** A question that fits these runs: after the better half of the metric that they monitor, or after a status. */
export function filterExample(report: Report): string {
  const all = Array.from({ length: report.data.runs }, (_, run) => run)
  const best = bestRun(report, all)
  if (best === undefined) return 'status = failed'
  const { values } = report.find(best.metric)!
  const numbers = values.filter((value) => typeof value === 'number' && Number.isFinite(value)) as number[]
  const middle = numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
  const sign = modesOf(report).get(best.metric) === 'max' ? '>' : '<'
  return `${columnText(best.metric)} ${sign} ${rounded(middle, 2)} and status = done`
}
