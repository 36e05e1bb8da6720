import { placedAcross } from '../../../plot/figure/axis-of'
import type { Place } from '../../../plot/figure/axis'
import type { Placed } from '../../../plot/figure/placed'
import type { Column } from '../../data/report'
import { originOf } from '../columns/origin'
import { layoutOf, type Layout } from '../frame/layout'
import { ROOM, across, type Across } from '../scale/across'
import { jitter } from './jitter'
import { missingNotes } from './missing-notes'

/** A run as a point. */
export interface ScatterPoint {
  readonly run: number
  readonly x: number
  readonly y: number
  readonly value: number
}

/** The mean of the runs at a place of the x axis. */
export interface ScatterMean {
  readonly x: number
  readonly y: number
  readonly value: number
}

/** Runs as points over two columns. */
export interface ScatterPlot {
  readonly layout: Layout
  readonly x: Across
  readonly y: Across
  readonly points: readonly ScatterPoint[]
  /** Of the places with more than one run; empty when x has too many of them. */
  readonly means: readonly ScatterMean[]
  /** Over so many pixels the points of one place are drawn apart. */
  readonly spread: number
  readonly notes: readonly string[]
}

const AROUND = { left: 58, right: 18, top: 30, bottom: 46 }

/** Over more places than these there is no mean. */
const MOST_MEANS = 20

/** Places the shown runs by a column of numbers over any other. */
export function scatterPlot(
  [yColumn, xColumn]: readonly [Column, Column],
  shown: readonly number[],
  size: { readonly width: number; readonly height: number },
): ScatterPlot {
  const [placedX, placedY] = [xColumn, yColumn].map((column) => placed(column, shown)) as [Placed, Placed]
  const notes = missingNotes([placedY, placedX], [yColumn, xColumn], shown)
  const runs = shown.flatMap((run) => {
    const [x, y] = [placedX.placeOf(xColumn.at(run)), placedY.placeOf(yColumn.at(run))]
    return x === undefined || typeof y !== 'number' ? [] : [{ run, x, y }]
  })
  const layout = layoutOf(size, AROUND)
  const [xs, ys] = [runs.map(({ x }) => x), runs.map(({ y }) => y)]
  const x = across(placedX.axis, xs, [layout.left, layout.right], ROOM.below)
  const y = across(placedY.axis, ys, [layout.bottom, layout.top], ROOM.beside)
  const offset = jitter()
  const spread = spreadOf(
    x,
    runs.map((run) => run.x),
  )
  return {
    ...{ layout, x, y, spread, notes: [...placedX.notes, ...notes] },
    points: runs.map((run) => ({
      run: run.run,
      x: x.at(run.x) + offset(run.x) * spread,
      y: y.at(run.y),
      value: run.y,
    })),
    means: meansOf(runs).map(({ place, value }) => ({ x: x.at(place), y: y.at(value), value })),
  }
}

function placed(column: Column, shown: readonly number[]): Placed {
  return placedAcross({ name: column.name, cells: shown.map(column.at), origin: originOf(column) }, 'auto')
}

/** How far points that stand at one place are drawn apart: over part of a category, or of the gap between few numbers. */
function spreadOf(x: Across, places: readonly Place[]): number {
  if (x.band > 0) return Math.min(60, x.band * 0.7)
  const ats = [...new Set(places)].map(x.at).sort((a, b) => a - b)
  if (ats.length > MOST_MEANS || places.length < 4 * ats.length) return 0
  const gaps = ats.slice(1).map((at, index) => at - ats[index]!)
  return Math.min(28, ...gaps.map((gap) => gap * 0.5))
}

function meansOf(
  runs: readonly { readonly x: Place; readonly y: number }[],
): { place: Place; value: number }[] {
  const found = new Map<Place, { sum: number; count: number }>()
  for (const { x, y } of runs) {
    const known = found.get(x) ?? { sum: 0, count: 0 }
    found.set(x, { sum: known.sum + y, count: known.count + 1 })
  }
  if (found.size > MOST_MEANS) return []
  // One run is its own mean.
  return [...found].flatMap(([place, { sum, count }]) => (count > 1 ? [{ place, value: sum / count }] : []))
}
