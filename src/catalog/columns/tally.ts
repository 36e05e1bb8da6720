import { isEqualJson } from '../../params/equal'
import type { Cell, CellKind, Column, ColumnType } from '../sheet'

/** What kind of value stands in a cell. */
export function kindOf(cell: Exclude<Cell, undefined>): CellKind {
  if (cell === null) return 'null'
  if (typeof cell === 'number') return 'number'
  if (typeof cell === 'string') return 'text'
  return typeof cell === 'boolean' ? 'boolean' : 'json'
}

/** Counts the cells of a column, one after the other. */
export class Tally {
  /** Whether two of the runs differ, also in having no value. */
  #differs = false
  #first: Cell
  #seen = 0
  readonly #kinds: Record<CellKind, number> = { number: 0, text: 0, boolean: 0, json: 0, null: 0 }

  add(cell: Cell): void {
    if (this.#seen++ === 0) this.#first = cell
    else this.#differs ||= !isSame(this.#first, cell)
    if (cell === undefined) return
    this.#kinds[kindOf(cell)] += 1
  }

  /** Whether it differs among `runs` runs, of which those not added have no value. */
  differsAmong(runs: number): boolean {
    return this.#differs || (this.#seen > 0 && this.#seen < runs && this.#first !== undefined)
  }

  column(name: string, runs = this.#seen): Column {
    const counted = Object.entries(this.#kinds).filter(([, count]) => count > 0)
    const kinds: Partial<Record<CellKind, number>> = Object.fromEntries(counted)
    const values = counted.reduce((sum, [, count]) => sum + count, 0)
    return { name, type: typeOf(kinds), kinds, missing: runs - values }
  }
}

function typeOf(kinds: Partial<Record<CellKind, number>>): ColumnType {
  const found = Object.keys(kinds).filter((kind) => kind !== 'null') as Exclude<CellKind, 'null'>[]
  if (found.length === 0) return 'empty'
  return found.length === 1 ? found[0]! : 'mixed'
}

function isSame(a: Cell, b: Cell): boolean {
  if (a === b) return true
  return a !== undefined && b !== undefined && isEqualJson(a, b)
}
