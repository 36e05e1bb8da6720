import { DASHES, SHAPES } from '../../../plot/theme/shapes'
import type { Theme } from '../../../plot/theme/theme'
import type { Coloring } from '../colors/coloring'
import type { Shape } from '../colors/shape-path'

/** A run that stands out in all pictures, and is named. */
export interface StrongRun {
  readonly run: number
  /** What it is called in the pictures: they tell it by this, and not by its colour alone. */
  readonly number: string
  readonly color: string
  readonly dash: readonly number[]
  readonly shape: Shape
}

/** So many runs are all named when none is picked. */
const FEW = 8

/** The runs that stand out: those that are picked, or all when they are few. */
export function strongRuns(
  shown: readonly number[],
  picked: readonly number[],
  coloring: Coloring | null,
  theme: Theme,
): StrongRun[] {
  const isShown = new Set(shown)
  const named = picked.length === 0 && shown.length <= FEW && coloring === null ? shown : picked
  return named.flatMap((run, at) => {
    if (!isShown.has(run)) return []
    const color = coloring?.colorOf(run) ?? theme.categories[at % theme.categories.length]!
    const key = coloring?.keyOf(run) ?? -1
    // Where shapes stand for categories, those of the runs do, too.
    const shape = SHAPES[(key < 0 ? at : key) % SHAPES.length]!
    return [{ run, color, shape, number: String(at + 1), dash: DASHES[at % DASHES.length]! }]
  })
}
