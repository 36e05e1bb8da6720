import type { Cell } from '../../catalog/sheet'
import { isEqualJson } from '../../params/equal'
import { columnGroups } from '../table/column-choice'
import { modesOf } from '../data/best-run'
import type { Column, Report } from '../data/report'
import { metricName } from '../run/run-parts'

/** What two runs have in a column. */
export interface Compared {
  readonly column: Column
  readonly isEqual: boolean
  /** For two finite numbers: how much more the second has. */
  readonly more: number | undefined
  /** Which of the two is better, where one is. */
  readonly better: 'a' | 'b' | undefined
}

/** What two runs have in the columns of a part. */
export interface ComparedPart {
  readonly title: string
  readonly rows: readonly Compared[]
}

/** Compares two runs in all columns in which at least one has a value, by parts: what was set and what came of it in front. */
export function compareInReport(report: Report, a: number, b: number): ComparedPart[] {
  const modes = modesOf(report)
  const [fields, others] = [true, false].map((isFields) =>
    columnGroups(report.columns).filter(({ columns }) => (columns[0]!.part === 'field') === isFields),
  )
  return [...others!, ...fields!]
    .map(({ title, columns }) => ({ title, rows: columns.flatMap((column) => rowOf(column, a, b, modes)) }))
    .filter(({ rows }) => rows.length > 0)
}

function rowOf(column: Column, a: number, b: number, modes: ReadonlyMap<string, 'min' | 'max'>): Compared[] {
  const [left, right] = [column.at(a), column.at(b)]
  if (left === undefined && right === undefined) return []
  const more = differenceOf(left, right)
  const isMetric = column.part === 'metric' || column.part === 'last'
  const mode = isMetric ? (modes.get(column.name) ?? modes.get(metricName(column))) : undefined
  return [{ column, isEqual: isSame(left, right), more, better: betterOf(more, mode) }]
}

function isSame(a: Cell, b: Cell): boolean {
  return a !== undefined && b !== undefined && isEqualJson(a, b)
}

function differenceOf(a: Cell, b: Cell): number | undefined {
  if (typeof a !== 'number' || typeof b !== 'number') return undefined
  return Number.isFinite(b - a) ? b - a : undefined
}

function betterOf(more: number | undefined, mode: 'min' | 'max' | undefined): 'a' | 'b' | undefined {
  if (more === undefined || more === 0 || mode === undefined) return undefined
  return more > 0 === (mode === 'max') ? 'b' : 'a'
}
