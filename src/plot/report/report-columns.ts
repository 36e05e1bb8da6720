import type { Columns } from '../../catalog/columns/columns'
import { FIELDS, type Accessor } from '../../catalog/columns/fields'
import { Tally } from '../../catalog/columns/tally'
import { jsonLine } from '../../catalog/export/json-line'
import type { CatalogRecord } from '../../catalog/record'
import type { RunTable } from '../../catalog/run-table'
import type { Cell } from '../../catalog/sheet'
import type { Json } from '../../params/types'
import type { ReportColumn } from './payload'
import type { ReportRoots } from './report-roots'

interface NamedColumn {
  readonly name: string
  readonly part: ReportColumn['part']
  readonly accessor: Accessor
}

/**
 * The columns of a report: the id, and those that are selected, or all. What a path of this machine stands in is left out (`dir`), or
 * told by the names of the roots.
 */
export function reportColumns(runs: RunTable, roots: ReportRoots): ReportColumn[] {
  const { records, selected, table } = runs
  const known = knownColumns(table.columns)
  const chosen =
    selected === undefined ? known : ['id', ...selected].map((name) => selectedOf(name, known, runs))
  const named = new Map(chosen.map((column) => [column.name, column]))
  if (named.size === 0) named.set('id', { name: 'id', part: 'field', accessor: ({ id }) => id })
  return [...named.values()]
    .filter(({ name }) => name !== 'dir' && (name !== 'root' || roots.areSeveral))
    .map((column) => dictionaryCoded(withoutPaths(column, roots), records))
}

function knownColumns(columns: Columns): NamedColumn[] {
  const { fields, metrics, lastMetrics, params, results } = columns
  const of = (part: ReportColumn['part'], list: readonly { name: string; accessor: Accessor }[]) =>
    list.map(({ name, accessor }) => ({ name, part, accessor }))
  return [
    ...of('field', fields),
    ...of('metric', metrics),
    ...of('last', lastMetrics),
    ...of('param', params),
    ...of('result', results),
  ]
}

// A column may be selected by another name than that under which it is listed, such as `params.lr`.
function selectedOf(name: string, known: readonly NamedColumn[], runs: RunTable): NamedColumn {
  const found = known.find((column) => column.name === name)
  return found ?? { name, part: partOf(name), accessor: runs.table.accessor(name) }
}

function partOf(name: string): ReportColumn['part'] {
  if (Object.hasOwn(FIELDS, name)) return 'field'
  const parts = { 'metrics.': 'metric', 'last.': 'last', 'result.': 'result' } as const
  const found = Object.entries(parts).find(([beginning]) => name.startsWith(beginning))
  return found?.[1] ?? 'param'
}

function withoutPaths(column: NamedColumn, roots: ReportRoots): NamedColumn {
  if (column.part !== 'field') return column
  if (column.name === 'root') return { ...column, accessor: ({ root }) => roots.nameOf(root) }
  if (column.name !== 'problem') return column
  return {
    ...column,
    accessor: ({ problem }) => (problem === null ? undefined : roots.relative(problem.message)),
  }
}

function dictionaryCoded(
  { name, part, accessor }: NamedColumn,
  records: readonly CatalogRecord[],
): ReportColumn {
  const tally = new Tally()
  const places = new Map<unknown, number>()
  const values: Json[] = []
  const index = records.map((record) => {
    const cell = accessor(record)
    tally.add(cell)
    if (cell === undefined) return -1
    const key = typeof cell === 'object' && cell !== null ? jsonLine(cell) : cell
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, values.length)
    return values.push(spelled(cell)) - 1
  })
  const { type } = tally.column(name)
  const isInOrder = index.every((place, run) => place === run)
  return { name, part, type, values, ...(isInOrder ? {} : { index }) }
}

/** A value in which the numbers that JSON lacks are texts. */
function spelled(cell: Exclude<Cell, undefined>): Json {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : String(cell)
  return typeof cell === 'object' && cell !== null ? (JSON.parse(jsonLine(cell)) as Json) : cell
}
