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

/** The runs that stand out, and how many picked ones do not. */
export interface StrongRuns {
  readonly strong: readonly StrongRun[]
  /** Picked, but not among the runs that the filter leaves. */
  readonly hidden: number
  /** Picked and shown, but more than can stand out. */
  readonly beyond: number
}

/** So many runs are all named when none is picked. */
const FEW = 8

/** Of more, none would stand out among the others. */
const MOST = 40

/** The runs that stand out: those that are picked, the first of them when they are many; or all when there are few runs. */
export function strongRuns(
  shown: readonly number[],
  picked: readonly number[],
  coloring: Coloring | null,
  theme: Theme,
): StrongRuns {
  const isShown = new Set(shown)
  const named = picked.length === 0 && shown.length <= FEW && coloring === null ? shown : picked
  const places = [...named.keys()].filter((at) => isShown.has(named[at]!))
  const strong = places.slice(0, MOST).map((at) => {
    const run = named[at]!
    const color = coloring?.colorOf(run) ?? theme.categories[at % theme.categories.length]!
    const key = coloring?.keyOf(run) ?? -1
    // Where shapes stand for categories, those of the runs do, too.
    const shape = SHAPES[(key < 0 ? at : key) % SHAPES.length]!
    return { run, color, shape, number: String(at + 1), dash: DASHES[at % DASHES.length]! }
  })
  return { strong, hidden: named.length - places.length, beyond: places.length - strong.length }
}
