import { showText } from '../../params/show'
import type { Cell } from '../../catalog/sheet'
import type { Place } from './axis'
import type { FigureColumn } from './figure-column'
import { LeftOut } from './left-out'
import { whyNoNumber } from './number-axis'
import type { Placed } from './placed'

/** What a column does in a figure: how it is laid on an axis, and whether only numbers will do. */
export interface Role {
  readonly column: FigureColumn
  readonly place: (column: FigureColumn) => Placed
  readonly isNumber?: boolean
}

/** A run, by its number in the table, and where it stands on each axis. */
export interface Seat<K extends string> {
  readonly run: number
  readonly at: Readonly<Record<K, Place>>
}

/** The runs that can be shown, the axes that they make, and how many cannot. */
export interface Seating<K extends string> {
  readonly seats: readonly Seat<K>[]
  readonly placed: Readonly<Record<K, Placed>>
  readonly leftOut: LeftOut
}

/**
 * Lays some columns on axes, made of those runs that have a value in each. Each of the runs, which are given by their numbers, has a
 * seat, or is counted as left out.
 */
export function seatRuns<K extends string>(
  runs: Iterable<number>,
  roles: Readonly<Record<K, Role>>,
  leftOut = new LeftOut(),
): Seating<K> {
  const names = Object.keys(roles) as K[]
  const having = Array.from(runs).filter((run) => {
    const why = firstOf(names, (name) => whyMissing(roles[name], roles[name].column.cells[run]))
    if (why !== undefined) leftOut.add(why)
    return why === undefined
  })
  const placed = {} as Record<K, Placed>
  for (const name of names) {
    const { column, place } = roles[name]
    placed[name] = place({ ...column, cells: having.map((run) => column.cells[run]) })
  }
  const seats: Seat<K>[] = []
  for (const run of having) {
    const at = {} as Record<K, Place>
    const why = firstOf(names, (name) => {
      const cell = roles[name].column.cells[run]
      const place = placed[name].placeOf(cell)
      if (place === undefined) return placed[name].whyNot(cell)
      at[name] = place
      return undefined
    })
    if (why === undefined) seats.push({ run, at })
    else leftOut.add(why)
  }
  return { seats, placed, leftOut }
}

function firstOf<K, T>(names: readonly K[], find: (name: K) => T | undefined): T | undefined {
  for (const name of names) {
    const found = find(name)
    if (found !== undefined) return found
  }
  return undefined
}

function whyMissing({ column, isNumber = false }: Role, cell: Cell): string | undefined {
  if (isNumber ? Number.isFinite(cell) : cell !== undefined) return undefined
  return whyNoNumber(showText(column.name, Infinity), cell)
}
