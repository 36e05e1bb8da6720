import type { Theme } from '../../../plot/theme/theme'
import type { Report } from '../../data/report'
import type { Coloring } from '../colors/coloring'
import type { StrongRun } from '../picked/strong-runs'

/** What each chart gets. */
export interface ChartProps {
  readonly report: Report
  /** The runs to show. */
  readonly shown: readonly number[]
  /** Those of them that stand out, the last on top. */
  readonly strong: readonly StrongRun[]
  /** What the colours mean; null when they mean nothing. */
  readonly coloring: Coloring | null
  readonly theme: Theme
  /** The run that is looked at, in whatever chart. */
  readonly hovered: number | undefined
  readonly onHover: (run: number | undefined) => void
  readonly onPick: (run: number) => void
}
