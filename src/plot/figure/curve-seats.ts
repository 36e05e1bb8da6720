import type { CatalogRecord } from '../../catalog/record'
import type { Axis } from './axis'
import { placedLineColors, placedPanels } from './axis-of'
import { categoryAxis } from './category-axis'
import { distinctLabels } from './category-labels'
import type { FigureChoices } from './choices'
import { experimentColors, MOST_EXPERIMENTS } from './experiment-colors'
import type { Belongs } from './figure'
import type { FigureColumn } from './figure-column'
import type { LeftOut } from './left-out'
import type { LoggedCurve } from './logged-curve'
import { seatRuns, type Role } from './seating'
import { showText } from '../../params/show'

/** The columns of curves; without a colour, few experiments have one each. */
export interface CurveGroups {
  readonly color: FigureColumn | null
  readonly panel: FigureColumn | null
}

/** A curve, whose it is, and where it belongs. */
export interface SeatedCurve {
  readonly run: number
  readonly curve: LoggedCurve
  readonly belongs: Belongs
}

/** Curves on their colours and panels. */
export interface CurveSeats {
  readonly curves: readonly SeatedCurve[]
  readonly color: Axis | null
  readonly panel: Axis | null
  readonly notes: readonly string[]
}

/**
 * Gives the curves of some runs, each with its number, their colours and panels; curves of several metrics have one panel each.
 * What has no place is counted as left out.
 */
export function seatCurves(
  curves: ReadonlyMap<number, readonly LoggedCurve[]>,
  records: readonly CatalogRecord[],
  metrics: readonly string[],
  { color, panel }: CurveGroups,
  { seeds }: FigureChoices,
  leftOut: LeftOut,
): CurveSeats {
  const roles = {
    ...(color !== null && { color: { column: color, place: placedLineColors } }),
    ...(panel !== null && { panel: { column: panel, place: placedPanels } }),
  } as Record<'color' | 'panel', Role>
  const { seats, placed } = seatRuns(curves.keys(), roles, leftOut)
  const shown = seats.map(({ run }) => records[run]!)
  const own = color === null ? ownColors(shown, seeds) : null
  const panels = metrics.length > 1 ? categoryAxis('metric', metrics.map(labelOf), false) : undefined
  return {
    curves: seats.flatMap(({ run, at }, index) =>
      curves.get(run)!.map((curve) => ({
        run,
        curve,
        belongs: {
          ...(at as Belongs),
          ...(own !== null && { color: own.ofRuns[index]! }),
          ...(panels !== undefined && { panel: panels.categories[metrics.indexOf(curve.metric)]! }),
        },
      })),
    ),
    color: own?.axis ?? (color === null ? null : placed.color.axis),
    panel: panels ?? (panel === null ? null : placed.panel.axis),
    notes: Object.values(placed).flatMap(({ notes }) => notes),
  }
}

/** The colours of experiments, or where seeds stand apart of runs; null where there are too many for that, or only one. */
function ownColors(records: readonly CatalogRecord[], seeds: FigureChoices['seeds']) {
  if (seeds === 'folded') return experimentColors(records)
  if (records.length < 2 || records.length > MOST_EXPERIMENTS) return null
  const ofRuns = distinctLabels(records.map(({ id }) => labelOf(id)))
  return { axis: categoryAxis('run', ofRuns, false), ofRuns }
}

function labelOf(name: string): string {
  return showText(name, 80)
}
