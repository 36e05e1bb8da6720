import type { RunDetails } from '../../catalog/details/run-details'
import type { Scores } from '../../run/scores'
import type { Cell } from '../../catalog/sheet'
import { safeText } from '../../text/text-width'
import { section, tableLines, type PageStyle } from './section'

const COLUMNS = ['best', 'last', 'min', 'epoch', 'max', 'epoch', 'mean'] as const

/** The scores of a run: each metric at the best and the last epoch, its extremes with their epochs, and its mean. */
export function scoreLines({ scores }: RunDetails, style: PageStyle): string[] {
  if (scores === null) return []
  const rows = Object.entries(scores.metrics).map(([name, summary]): Cell[] => {
    const { last, min, minEpoch, max, maxEpoch, mean } = summary
    return [name, valueIn(scores.best, name), last, min, minEpoch, max, maxEpoch, mean]
  })
  const columns = [['metric', 'text'], ...COLUMNS.map((name) => [name, 'number'] as const)] as const
  return section(titleOf(scores), tableLines(columns, rows, style), style)
}

function valueIn(epoch: Scores['best'], name: string): Cell {
  return epoch !== null && Object.hasOwn(epoch, name) ? epoch[name] : undefined
}

function titleOf({ monitor, mode, fallbackFor, best }: Scores): string {
  const name = safeText(monitor)
  const instead = fallbackFor === undefined ? '' : `, for ${safeText(fallbackFor)} was never logged`
  const epoch = typeof best?.epoch === 'number' ? `, best at epoch ${best.epoch}` : ''
  return `Scores (${name} is monitored, the ${mode === 'min' ? 'smallest' : 'largest'} counts${instead}${epoch})`
}
