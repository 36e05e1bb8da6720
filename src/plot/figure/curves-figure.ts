import type { CatalogRecord } from '../../catalog/record'
import { bestBy, bestText, modeFor } from './best'
import type { FigureChoices } from './choices'
import { seatCurves, type CurveGroups, type SeatedCurve } from './curve-seats'
import { differentNumbers } from './different'
import { downSample } from './down-sample'
import { experimentOfEach } from './experiment-names'
import type { Belongs, Best, CurvesFigure, Line } from './figure'
import { bandNotes } from './means'
import { nothingToShow } from './nothing-to-show'
import { meanCurve, meanLine, singleLine, type Curve } from './fold-curves'
import { countOf, foldingText, foldSeeds, type Fold, type Folding } from './fold-seeds'
import { countText } from '../../text/numbers'
import { numberAxis } from './number-axis'
import type { ReadCurves } from './read-curves'
import { gapNotes, shownCurves } from './shown-curves'
import { unevenNotes } from './uneven'

/** What stands where in a figure of curves. */
export interface CurvesColumns extends CurveGroups {
  /** What the value is called, where runs without it are counted. */
  readonly name: string
  /** The metrics whose curves are shown; of several each has a panel. */
  readonly metrics: readonly string[]
  /** That of which the best is marked. */
  readonly main: string
}

/** More single curves than these cannot be told apart. */
const MOST_SINGLE = 200

/** How many points all lines have at most, and each of them. */
const MOST_POINTS = { all: 40_000, ofLine: 300 }

/** Values over epochs, the seeds folded. Throws RunError when there is nothing to show. */
export function curvesFigure(
  title: string,
  records: readonly CatalogRecord[],
  columns: CurvesColumns,
  read: ReadCurves,
  choices: FigureChoices,
): CurvesFigure {
  const shown = shownCurves(columns, read, choices)
  const { y, leftOut } = shown
  const seats = seatCurves(shown.curves, records, columns.metrics, columns, choices, leftOut)
  if (seats.curves.length === 0) throw nothingToShow(records.length, leftOut)
  const values = ofRuns(seats.curves, records)
  const folding = foldSeeds(values, choices.seeds, meanCurve)
  const isLog = y.scale === 'log'
  const best = bestOf(seats.curves, records, columns, choices)
  const { lines, faint, notes } =
    choices.seeds === 'apart' ? apart(folding, best) : folded(folding, choices, { isLog })
  const epochs = differentNumbers(seats.curves.flatMap(({ curve }) => [...curve.epochs]))
  const isMean = choices.seeds === 'folded' && folding.isFolded
  const thin = thinner(lines.length + faint.length)
  return {
    kind: 'curves',
    title,
    subtitle: [
      subtitleOf(seats.curves, folding, choices),
      ...notes,
      ...(isMean ? unevenNotes(values) : []),
      ...bandNotes(lines.flatMap(bandOf), y),
      ...seats.notes,
      ...shown.notes,
      ...gapNotes(seats.curves, y),
      ...leftOut.lines,
    ],
    x: numberAxis({ name: 'epoch', origin: 'chosen' }, epochs, choices.xScale === 'log' ? 'log' : 'linear'),
    y,
    color: seats.color,
    panel: seats.panel,
    lines: lines.map(thin),
    faint: faint.map(thin),
    best,
  }
}

/** The means of a line with the upper edges of their bands. */
function bandOf({ values, high }: Line): { y: number; high: number }[] {
  return high === null ? [] : values.map((y, at) => ({ y, high: high[at]! }))
}

function ofRuns(curves: readonly SeatedCurve[], records: readonly CatalogRecord[]) {
  const experiments = experimentOfEach(records)
  return curves.map(({ run, curve, belongs }) => ({
    key: JSON.stringify([belongs.color, belongs.panel]),
    place: belongs,
    run: records[run]!.id,
    experiment: experiments[run]!,
    value: curve,
  }))
}

interface Lines {
  readonly lines: readonly Line[]
  readonly faint: readonly Line[]
  readonly notes: readonly string[]
}

/** Each curve for itself; of very many some, the best one among them. */
function apart({ folds }: Folding<Belongs, Curve>, best: Best | null): Lines {
  const all = folds.flatMap(({ place, values }) =>
    values.map(({ run, value }) => singleLine(run, place, value)),
  )
  if (all.length <= MOST_SINGLE) return { lines: all, faint: [], notes: [] }
  const lines = Array.from(
    { length: MOST_SINGLE },
    (_, index) => all[Math.floor((index * all.length) / MOST_SINGLE)]!,
  )
  const bestAt = all.findIndex(({ name, panel }) => name === best?.run && panel === best.panel)
  if (bestAt !== -1) lines[Math.ceil(((bestAt + 1) * MOST_SINGLE) / all.length) - 1] = all[bestAt]!
  return { lines, faint: [], notes: [`drawn are ${MOST_SINGLE} of ${countText(all.length)} curves`] }
}

function folded(
  folding: Folding<Belongs, Curve>,
  { spread }: FigureChoices,
  axis: { isLog: boolean },
): Lines {
  const hasBand = spread === 'auto' || spread === 'band'
  const lines = folding.folds.map((fold) => {
    const { place, values } = fold
    const line = meanLine(
      nameOf(folding, fold),
      place,
      values.map(({ value }) => value),
      axis,
    )
    return hasBand ? line : { ...line, low: null, high: null }
  })
  const showsSingle = (spread === 'auto' || spread === 'points') && countOf(folding) <= MOST_SINGLE
  const faint = folding.folds
    .filter(({ values }) => showsSingle && values.length > 1)
    .flatMap(({ place, values }) => values.map(({ run, value }) => singleLine(run, place, value)))
  return { lines, faint, notes: [] }
}

/** What a line is the curve of: one run or experiment, a colour, or all. */
function nameOf({ folds, experiments }: Folding<Belongs, Curve>, fold: Fold<Belongs, Curve>): string {
  const { place, experiment, values } = fold
  if (folds.every((each) => each.values.length === 1)) return values[0]!.run
  if (place.color !== undefined) return String(place.color)
  return experiment ?? `mean of ${countText(experiments)} experiments`
}

/** Thins a line of so many, so that all of them together are not too much. */
function thinner(lines: number): (line: Line) => Line {
  const most = Math.min(MOST_POINTS.ofLine, Math.floor(MOST_POINTS.all / lines))
  return (line) => {
    const places = downSample(line.values, most)
    if (places.length === line.values.length) return line
    const [at, atAll] = [
      (list: readonly number[]) => places.map((place) => list[place]!),
      (list: readonly number[] | null) => list && places.map((place) => list[place]!),
    ]
    return {
      ...line,
      epochs: at(line.epochs),
      values: at(line.values),
      low: atAll(line.low),
      high: atAll(line.high),
    }
  }
}

function bestOf(
  curves: readonly SeatedCurve[],
  records: readonly CatalogRecord[],
  { main }: CurvesColumns,
  choices: FigureChoices,
): Best | null {
  const mode = modeFor(main, records, choices)
  const edge = mode === 'max' ? 'highest' : 'lowest'
  const own = curves.filter(({ curve }) => curve.metric === main)
  const best = bestBy(own, ({ curve }) => curve[edge]!.value, mode)
  if (best === undefined) return null
  const { epoch, value } = best.curve[edge]!
  return { x: epoch, y: value, ...best.belongs, run: records[best.run]!.id, text: bestText(value) }
}

function subtitleOf(
  curves: readonly SeatedCurve[],
  folding: Folding<Belongs, Curve>,
  { seeds, spread }: FigureChoices,
): string {
  // A run may have curves of several metrics.
  const runs = new Set(curves.map(({ run }) => run)).size
  const mean = spread === 'auto' || spread === 'band' ? 'mean ± std' : 'mean'
  return foldingText({ ...folding, runs }, seeds === 'folded' && folding.isFolded ? mean : '')
}
