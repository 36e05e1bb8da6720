import type { Columns, KnownColumn } from '../columns/columns'
import type { Accessor } from '../columns/fields'
import type { CatalogRecord } from '../record'
import type { Cell, Sheet } from '../sheet'
import { summarize } from './aggregate'
import type { RowGroup } from './group-by'
import { sheetOf } from './sheet-of'

interface Run {
  readonly record: CatalogRecord
}

/** What a table of groups is made of. */
export interface Folding {
  /** The columns that were grouped by. */
  by: readonly string[]
  /** The columns of the runs. */
  columns: Columns
  metric: { name: string; accessor: Accessor; mode: 'min' | 'max' }
}

/**
 * A row for each group: what it was grouped by, the parameters in which the groups differ and the runs of a group do not, how many
 * runs it has, and of the finite numbers of the metric: how many, mean, sample standard deviation and the best.
 */
export function foldSheet(groups: readonly RowGroup<Run>[], { by, columns, metric }: Folding): Sheet {
  const folded = groups.map(({ keys, rows }) => {
    const records = rows.map(({ record }) => record)
    const { n, mean, std, min, max } = summarize(records.map(metric.accessor))
    const best = metric.mode === 'min' ? min : max
    return {
      keys,
      first: records[0]!,
      own: [records.length, n, mean, std, best].map((cell) => cell ?? undefined),
    }
  })
  type Row = (typeof folded)[number]
  const keyed = by.map((name, index) => ({ name, accessor: ({ keys }: Row): Cell => keys[index] }))
  const named = ['runs', 'n', 'mean', 'std', 'best'].map((name) =>
    name === 'runs' ? name : `${metric.name}.${name}`,
  )
  return sheetOf(folded, [
    ...keyed.filter(({ accessor }) => folded.some((row) => accessor(row) !== undefined)),
    ...constants(groups, by, columns).map(({ name, accessor }) => ({
      name,
      accessor: ({ first }: Row) => accessor(first),
    })),
    ...named.map((name, index) => ({ name, accessor: ({ own }: Row): Cell => own[index] })),
  ])
}

function constants(groups: readonly RowGroup<Run>[], by: readonly string[], columns: Columns): KnownColumn[] {
  const isConstant = ({ accessor }: KnownColumn) => groups.every(({ rows }) => isOneValue(rows, accessor))
  return columns.params.filter((param) => param.differs && !by.includes(param.name) && isConstant(param))
}

function isOneValue(rows: readonly Run[], accessor: Accessor): boolean {
  const first = JSON.stringify(accessor(rows[0]!.record))
  return rows.every(({ record }) => JSON.stringify(accessor(record)) === first)
}
