import type { CatalogRecord } from '../../catalog/record'
import { summarize } from '../../catalog/verbs/aggregate'
import { placedCells, placedPanels } from './axis-of'
import { bestBy, bestText, modeFor } from './best'
import type { FigureChoices } from './choices'
import { experimentOfEach } from './experiment-names'
import type { Best, HeatCell, HeatMapFigure } from './figure'
import type { FigureColumn } from './figure-column'
import { nothingToShow } from './nothing-to-show'
import { foldingText, foldSeeds, type Folding } from './fold-seeds'
import { plainMean } from './means'
import { numberAxis, placedNumbers } from './number-axis'
import { differentNumbers } from './different'
import { seatRuns, type Role, type Seat } from './seating'

/** What stands where in a heat map: the value, the columns along both axes, and that of the panels. */
export interface HeatMapColumns {
  readonly value: FigureColumn & { readonly metric: string | undefined }
  readonly x: FigureColumn
  readonly y: FigureColumn
  readonly panel: FigureColumn | null
}

type Name = 'value' | 'x' | 'y' | 'panel'

/** Where a cell stands. */
interface At {
  readonly x: string
  readonly y: string
  readonly panel?: string
}

/** A value for each pair of two columns, the seeds folded. Throws RunError when there is nothing to show. */
export function heatMapFigure(
  title: string,
  records: readonly CatalogRecord[],
  columns: HeatMapColumns,
  choices: FigureChoices,
): HeatMapFigure {
  const { seats, placed, leftOut } = seatRuns<Name>(records.keys(), rolesOf(columns, choices))
  if (seats.length === 0) throw nothingToShow(records.length, leftOut)
  const folding = foldSeeds(valuesOf(seats, records), choices.seeds, plainMean)
  const cells = cellsOf(folding)
  return {
    kind: 'heat-map',
    title,
    subtitle: [
      foldingText(folding, folding.isFolded ? 'mean' : ''),
      ...Object.values(placed).flatMap(({ notes }) => notes),
      ...leftOut.lines,
    ],
    x: placed.x.axis,
    y: placed.y.axis,
    color: numberAxis(
      { name: columns.value.name, origin: 'measured' },
      differentNumbers(cells.map(({ value }) => value)),
      choices.yScale,
    ),
    panel: columns.panel === null ? null : placed.panel.axis,
    cells,
    best: bestOf(folding, cells, modeFor(columns.value.metric, records, choices)),
  }
}

function rolesOf({ value, x, y, panel }: HeatMapColumns, choices: FigureChoices): Record<Name, Role> {
  const measured: FigureColumn = { ...value, origin: 'measured' }
  const roles: Partial<Record<Name, Role>> = {
    value: { column: measured, place: (column) => placedNumbers(column, choices.yScale), isNumber: true },
    x: { column: x, place: (column) => placedCells(column, choices.xScale) },
    // Only one of the axes lies across, which the option is about.
    y: { column: y, place: (column) => placedCells(column, 'auto') },
    ...(panel !== null && { panel: { column: panel, place: placedPanels } }),
  }
  return roles as Record<Name, Role>
}

function valuesOf(seats: readonly Seat<Name>[], records: readonly CatalogRecord[]) {
  const experiments = experimentOfEach(records)
  return seats.map(({ run, at: { value, ...place } }) => ({
    key: JSON.stringify([place.x, place.y, place.panel]),
    place: place as unknown as At,
    run: records[run]!.id,
    experiment: experiments[run]!,
    value: value as number,
  }))
}

function cellsOf({ folds }: Folding<At, number>): HeatCell[] {
  return folds.map(({ place, values }) => {
    const { n, mean, std } = summarize(values.map(({ value }) => value))
    return { ...place, value: mean!, std, n }
  })
}

/** The cell with the best mean, which is what the colours show, and the best run in it. */
function bestOf(
  { folds }: Folding<At, number>,
  cells: readonly HeatCell[],
  mode: 'min' | 'max' | undefined,
): Best | null {
  const at = bestBy(cells.keys(), (index) => cells[index]!.value, mode)
  if (at === undefined) return null
  const { place, values } = folds[at]!
  const { run } = bestBy(values, ({ value }) => value, mode)!
  return { ...place, run, text: bestText(cells[at]!.value) }
}
