import type { Refusal } from '../../care/trash/removal'
import { countText } from '../../text/numbers'
import { rowsText } from '../print/rows'
import { safeText } from '../../text/text-width'

/** Runs that are told of one by one. */
const MOST_SHOWN = 20

/** The runs that are left as they are, each with the reason; '' for none. */
export function refusedText(title: string, refused: readonly Refusal[]): string {
  if (refused.length === 0) return ''
  const shown = refused.slice(0, MOST_SHOWN).map(({ id, why }) => [safeText(id), safeText(why)])
  return `${title}\n${rowsText(shown, { right: [] })}${moreText(refused.length)}`
}

/** The line that tells of the runs that are not shown; '' when all are. */
export function moreText(count: number): string {
  return count > MOST_SHOWN ? `  and ${countText(count - MOST_SHOWN)} more\n` : ''
}

/** The first of some, as many as are shown. */
export function firstOf<T>(all: readonly T[]): readonly T[] {
  return all.slice(0, MOST_SHOWN)
}
