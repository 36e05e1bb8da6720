import { OptionError } from '../errors'
import type { Cell } from './sheet'
import { summarize, type Summary } from './verbs/aggregate'

/** Some runs that are equal in the columns they were grouped by. */
export interface RunGroup<Table> {
  /** The value of each of these columns; undefined where the runs have none. */
  readonly key: Readonly<Record<string, Cell>>
  /** The runs, in the order of the table. */
  readonly runs: Table
}

/** A row of `aggregate` for one column: what the runs are equal in, how many they are (`runs`), and what the numbers come to. */
export type SummaryRow = Summary & { runs: number } & Record<string, Cell>

/** What the groups need of the tables they consist of. */
interface Grouped {
  readonly length: number
  values(column: string): Cell[]
}

/**
 * The runs of a table in groups, in the order in which each came first.
 *
 * @example
 * ```ts
 * import { openRuns } from 'exman'
 * const runs = await openRuns('experiments')
 * console.table(runs.groupBy('training.lr').aggregate('val_loss'))   // n, mean, std, min and max over the seeds
 * ```
 */
export class RunGroups<Table extends Grouped> implements Iterable<RunGroup<Table>> {
  readonly #groups: readonly RunGroup<Table>[]

  /** Groups that are there already. */
  constructor(groups: readonly RunGroup<Table>[]) {
    this.#groups = groups
  }

  /** How many groups there are. */
  get length(): number {
    return this.#groups.length
  }

  /** The groups, one after the other. */
  [Symbol.iterator](): Iterator<RunGroup<Table>> {
    return this.#groups[Symbol.iterator]()
  }

  /**
   * A row for each group: its key, how many `runs` it has, and what the finite numbers of a column come to: `n`, `mean`, `std`
   * (sample standard deviation), `min`, `max`. With several columns these have the column in front: `val_loss.mean`.
   * Throws QueryError for a column that no run has.
   */
  aggregate(column: string): SummaryRow[]
  aggregate(...columns: string[]): Record<string, Cell>[]
  aggregate(...columns: string[]): Record<string, Cell>[] {
    if (columns.length === 0)
      throw new OptionError(
        'EXMAN_OPTION_INVALID',
        'aggregate needs the name of a column, such as "val_loss".',
        {
          option: 'columns',
          value: columns,
        },
      )
    return this.#groups.map(({ key, runs }) => ({
      ...key,
      runs: runs.length,
      ...Object.fromEntries(columns.flatMap((column) => entriesOf(runs, column, columns.length > 1))),
    }))
  }
}

function entriesOf(runs: Grouped, column: string, isOneOfMany: boolean): [string, Cell][] {
  const entries = Object.entries<Cell>({ ...summarize(runs.values(column)) })
  return isOneOfMany ? entries.map(([name, value]) => [`${column}.${name}`, value]) : entries
}
