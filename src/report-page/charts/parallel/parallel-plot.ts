import { placedAcross } from '../../../plot/figure/axis-of'
import type { Column } from '../../data/report'
import { originOf } from '../columns/origin'
import type { ScreenLine } from '../curves/screen-line'
import { layoutOf, type Layout } from '../frame/layout'
import { ROOM, across, type Across } from '../scale/across'
import { jitter } from '../scatter/jitter'

/** An upright axis. */
export interface UprightAxis {
  readonly column: Column
  readonly x: number
  readonly across: Across
}

/** Runs as lines across an axis for each of some columns. */
export interface ParallelPlot {
  readonly layout: Layout
  /** From axis to axis. */
  readonly apart: number
  readonly axes: readonly UprightAxis[]
  readonly lines: readonly ScreenLine[]
}

const AROUND = { left: 64, right: 78, top: 34, bottom: 14 }

/** An axis with its labels needs so much. */
const LEAST = 84

/** How many axes there is room for. */
export function axesIn(width: number): number {
  return Math.max(2, Math.floor((width - AROUND.left - AROUND.right) / LEAST) + 1)
}

/** Places the shown runs on an axis for each column, from left to right. */
export function parallelPlot(
  columns: readonly Column[],
  shown: readonly number[],
  size: { readonly width: number; readonly height: number },
): ParallelPlot {
  const layout = layoutOf(size, AROUND)
  const apart = (layout.right - layout.left) / Math.max(1, columns.length - 1)
  const placed = columns.map((column, at) => {
    const axis = placedAcross(
      { name: column.name, cells: shown.map(column.at), origin: originOf(column) },
      'auto',
    )
    const places = shown.map((run) => axis.placeOf(column.at(run)))
    const known = places.filter((place) => place !== undefined)
    const upright = across(axis.axis, known, [layout.bottom, layout.top], ROOM.beside)
    return { column, x: layout.left + at * apart, across: upright, places, offset: jitter() }
  })
  const xs = Float32Array.from(placed, ({ x }) => x)
  const lines = shown.map((run, at) => ({
    run,
    xs,
    ys: Float32Array.from(placed, ({ across: { at: yOf, band }, places, offset }) => {
      const place = places[at]
      if (place === undefined) return NaN
      return yOf(place) + (band === 0 ? 0 : offset(place) * Math.min(24, band * 0.5))
    }),
  }))
  return {
    layout,
    apart,
    axes: placed.map(({ column, x, across: upright }) => ({ column, x, across: upright })),
    lines,
  }
}
