import type { Placed } from '../../../plot/figure/placed'
import type { Column } from '../../data/report'
import { runsText } from '../../../text/numbers'

/** Why runs are not in a picture: `3 runs without val_acc.` */
export function missingNotes(
  axes: readonly Pick<Placed, 'placeOf' | 'whyNot'>[],
  columns: readonly Column[],
  shown: readonly number[],
): string[] {
  const counts = new Map<string, number>()
  for (const run of shown) {
    const at = axes.findIndex(({ placeOf }, index) => placeOf(columns[index]!.at(run)) === undefined)
    if (at < 0) continue
    const why = axes[at]!.whyNot(columns[at]!.at(run))
    counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  return [...counts].map(([why, count]) => `${runsText(count)} ${why}: not shown.`)
}
