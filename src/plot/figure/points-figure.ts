import type { CatalogRecord } from '../../catalog/record'
import type { Axis, Place } from './axis'
import { placedAcross, placedColors, placedPanels } from './axis-of'
import { bestBy, bestText, modeFor } from './best'
import type { FigureChoices } from './choices'
import { experimentOfEach } from './experiment-names'
import type { Belongs, Best, Mean, Point, PointsFigure } from './figure'
import type { FigureColumn } from './figure-column'
import { nothingToShow } from './nothing-to-show'
import { countOf, foldingText, foldSeeds, type Folding } from './fold-seeds'
import { bandNotes, meanOf, plainMean } from './means'
import { placedNumbers } from './number-axis'
import { seatRuns, type Role, type Seat, type Seating } from './seating'

/** What stands where in a figure of points. */
export interface PointsColumns {
  readonly y: FigureColumn & { readonly metric: string | undefined }
  readonly x: FigureColumn
  readonly color: FigureColumn | null
  readonly panel: FigureColumn | null
}

type Name = 'y' | 'x' | 'color' | 'panel'
type At = Belongs & { readonly x: Place }

/** Behind means, more single values than these would hide them. */
const MOST_BEHIND = 500

/** Means of more numbers than these are not joined. */
const MOST_JOINED = 20

/** So few numbers along an axis are taken for a grid, however few values there are. */
const FEW = 10

/** Values over a column, the seeds folded. Throws RunError when there is nothing to show. */
export function pointsFigure(
  title: string,
  records: readonly CatalogRecord[],
  columns: PointsColumns,
  choices: FigureChoices,
): PointsFigure {
  const seating = seatRuns<Name>(records.keys(), rolesOf(columns, choices))
  const { seats, placed, leftOut } = seating
  if (seats.length === 0) throw nothingToShow(records.length, leftOut)
  // Measured numbers are equal by chance only, and in no order that a line could follow.
  const isScattered = columns.x.origin === 'measured' && placed.x.axis.type === 'number'
  const seeds = isScattered ? 'apart' : choices.seeds
  const folding = foldSeeds(valuesOf(seats, records), seeds, plainMean)
  const axes = {
    x: placed.x.axis,
    y: placed.y.axis,
    color: columns.color === null ? null : placed.color.axis,
    panel: columns.panel === null ? null : placed.panel.axis,
  }
  const isJoined = seeds === 'folded' && isGrid(axes, folding)
  const hasMeans = seeds === 'folded' && (folding.isFolded || isJoined)
  const means = hasMeans ? meansOf(folding, axes.y, choices) : []
  return {
    kind: 'points',
    title,
    subtitle: subtitleOf(seating, folding, hasMeans && folding.isFolded, choices, bandNotes(means, axes.y)),
    ...axes,
    isJoined,
    means,
    points: hasMeans && !showsPoints(folding, choices) ? [] : pointsOf(folding),
    best: bestOf(seats, records, columns, choices),
  }
}

function rolesOf({ y, x, color, panel }: PointsColumns, choices: FigureChoices): Record<Name, Role> {
  const roles: Partial<Record<Name, Role>> = {
    y: {
      column: { ...y, origin: 'measured' },
      place: (column) => placedNumbers(column, choices.yScale),
      isNumber: true,
    },
    x: { column: x, place: (column) => placedAcross(column, choices.xScale) },
    ...(color !== null && { color: { column: color, place: placedColors } }),
    ...(panel !== null && { panel: { column: panel, place: placedPanels } }),
  }
  return roles as Record<Name, Role>
}

function valuesOf(seats: readonly Seat<Name>[], records: readonly CatalogRecord[]) {
  const experiments = experimentOfEach(records)
  return seats.map(({ run, at: { y, ...place } }) => ({
    key: JSON.stringify([place.x, place.color, place.panel]),
    place: place as At,
    run: records[run]!.id,
    experiment: experiments[run]!,
    value: y as number,
  }))
}

/** Whether the numbers along the axis are the few of a grid, so that a line between their means says something. */
function isGrid({ x, color }: { x: Axis; color: Axis | null }, { folds }: Folding<At, number>): boolean {
  if (x.type !== 'number' || color?.type === 'number') return false
  const different = new Set(folds.map(({ place }) => place.x)).size
  const values = countOf({ folds })
  return different > 1 && different <= MOST_JOINED && (different <= FEW || values >= 2 * different)
}

function meansOf({ folds }: Folding<At, number>, y: Axis, { spread }: FigureChoices): Mean[] {
  const hasBand = spread === 'auto' || spread === 'band'
  return folds.toSorted(byPlace).map(({ place, values }) => {
    const { mean, low, high, n } = meanOf(
      values.map(({ value }) => value),
      { isLog: y.scale === 'log' },
    )
    return { ...place, y: mean, low: hasBand ? low : null, high: hasBand ? high : null, n }
  })
}

/** From left to right; categories as they came. */
function byPlace(a: { place: At }, b: { place: At }): number {
  const [left, right] = [a.place.x, b.place.x]
  return typeof left === 'number' && typeof right === 'number' ? left - right : 0
}

function pointsOf({ folds }: Folding<At, number>): Point[] {
  return folds.flatMap(({ place, values }) => values.map(({ run, value }) => ({ ...place, y: value, run })))
}

function showsPoints({ folds }: Folding<At, number>, { spread }: FigureChoices): boolean {
  if (spread === 'points') return true
  return spread === 'auto' && countOf({ folds }) <= MOST_BEHIND
}

function bestOf(
  seats: readonly Seat<Name>[],
  records: readonly CatalogRecord[],
  { y }: PointsColumns,
  choices: FigureChoices,
): Best | null {
  const best = bestBy(seats, ({ at }) => at.y as number, modeFor(y.metric, records, choices))
  if (best === undefined) return null
  return { ...(best.at as At), y: best.at.y, run: records[best.run]!.id, text: bestText(best.at.y as number) }
}

function subtitleOf(
  { placed, leftOut }: Seating<Name>,
  folding: Folding<At, number>,
  hasMeans: boolean,
  { spread }: FigureChoices,
  notes: readonly string[],
): string[] {
  const mean = spread === 'auto' || spread === 'band' ? 'mean ± std' : 'mean'
  return [
    foldingText(folding, hasMeans ? mean : ''),
    ...notes,
    ...Object.values(placed).flatMap(({ notes }) => notes),
    ...leftOut.lines,
  ]
}
