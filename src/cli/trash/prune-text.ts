import type { PrunePlan, PruneStep } from '../../care/prune/prune-plan'
import { bytesText } from '../print/amounts'
import { rowsText } from '../print/rows'
import { safeText } from '../../text/text-width'
import { firstOf, moreText, refusedText } from './refused-text'
import { runsText } from '../../text/numbers'

/** Names that are shown of each run. */
const MOST_NAMES = 4

/** What a pruning is to remove, run by run, and what stays although it is more than the rule keeps. */
export function prunePlanText({ steps, refused, left, bytes, roots }: PrunePlan): string {
  const rows = firstOf(steps).map((step) => [safeText(step.id), bytesText(step.bytes), namesText(step)])
  const going =
    steps.length === 0
      ? 'No checkpoint goes.\n'
      : `To be removed: checkpoints of ${runsText(steps.length)}, ${bytesText(bytes)}\n`
  const stay = left.map(({ id, checkpoint, why }) => ({ id: `${id}/models/${checkpoint}`, dir: '', why }))
  return [
    going + rowsText(rows, { right: [1] }) + moreText(steps.length),
    refusedText('Passed over:', refused),
    refusedText('Left to you, and not counted:', stay),
    ...roots.map((root) => rootText(root)),
  ].join('')
}

function rootText({ root, bytes, above, trash }: PrunePlan['roots'][number]): string {
  if (above === 0) return ''
  const inTrash = trash === 0 ? '' : `; ${bytesText(trash)} are in the trash`
  return `${safeText(root)} has ${bytesText(bytes)}, and stays ${bytesText(above)} above the limit${inTrash}.\n`
}

function namesText({ remove }: PruneStep): string {
  const names = remove.slice(0, MOST_NAMES).map(({ name }) => safeText(name))
  return [...names, ...(remove.length > MOST_NAMES ? [`and ${remove.length - MOST_NAMES} more`] : [])].join(
    ', ',
  )
}
