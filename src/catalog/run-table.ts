import { checkOptions, isBoolean, isPositiveCount, isText, oneOf } from '../params/check-options'
import { overviewColumns } from './columns/overview'
import type { CatalogRecord } from './record'
import { RunGroups } from './run-groups'
import type { Cell, Column, Sheet } from './sheet'
import { TableRows, type Row, type Selected } from './table-rows'
import { bestOf, modeOf, usualMonitor } from './verbs/best'
import { findRecord } from './verbs/find'
import { foldSheet } from './verbs/fold'
import { groupBy, groupColumn, type RowGroup } from './verbs/group-by'
import { mapRuns } from './verbs/map-runs'
import { ofExperiment } from './verbs/of-experiment'
import { rowsOf, sheetOf } from './verbs/sheet-of'
import { sortBy } from './verbs/sort-by'
import { take } from './verbs/take'
import { where, type Question } from './verbs/where'

/**
 * Runs in a table that does not change: each verb gives another one. Columns are named by a field of the record (`status`), a
 * metric at the best epoch (`val_loss`) or at the last one (`last.val_loss`), a path into the parameters (`training.lr`) or into the
 * result (`result.accuracy`). Where a parameter has the name of a metric, write `params.loss`.
 *
 * @example
 * ```ts
 * import { openRuns } from 'exman'
 * const runs = await openRuns('experiments')
 * const good = runs.where({ 'training.lr': { lt: 0.01 }, status: 'done' }).sortBy('val_loss').take(10)
 * console.table(good.select('id', 'training.lr', 'val_loss').rows())
 * ```
 */
export class RunTable implements Iterable<CatalogRecord> {
  readonly #table: TableRows
  readonly #selected: readonly Selected[] | undefined

  /** A table of records that are there already; `openRuns` makes one of the runs on disk. */
  constructor(runs: readonly CatalogRecord[] | TableRows, selected?: readonly Selected[]) {
    const rowOf = (record: CatalogRecord) => ({ record, hasProblem: record.problem !== null })
    this.#table = runs instanceof TableRows ? runs : new TableRows(runs.map(rowOf))
    this.#selected = selected
  }

  /** @internal */
  get table(): TableRows {
    return this.#table
  }

  /** The records of the runs, in the order of the table. */
  get records(): readonly CatalogRecord[] {
    return this.#table.records
  }

  /** The columns that were selected; undefined for all. */
  get selected(): readonly string[] | undefined {
    return this.#selected?.map(({ name }) => name)
  }

  /** How many runs there are. */
  get length(): number {
    return this.#table.rows.length
  }

  /** The records, one after the other. */
  [Symbol.iterator](): Iterator<CatalogRecord> {
    return this.records[Symbol.iterator]()
  }

  /**
   * The runs of which a question holds: data such as `{ 'training.lr': { lt: 0.01 } }`, text such as `training.lr < 0.01 and
   * val_acc >= 0.9`, or a function of the record. Throws QueryError.
   */
  where(question: Question): RunTable {
    return this.#with(where(this.#table.rows, question, () => this.#table.known))
  }

  /** The same runs with these columns only, for `rows`, `sheet` and what is printed or exported. Throws QueryError. */
  select(...columns: string[]): RunTable {
    return new RunTable(
      this.#table,
      columns.map((name) => this.#table.column(name)),
    )
  }

  /**
   * The runs sorted by a column, the smallest value first, or the largest with `descending` (default false). Numbers stand before
   * texts; NaN and runs without a value last, in both directions. Throws QueryError.
   */
  sortBy(column: string, options: { descending?: boolean } = {}): RunTable {
    checkOptions('sortBy', options, { descending: isBoolean })
    const accessor = this.#table.accessor(column)
    const descending = options.descending ?? false
    return this.#with(sortBy(this.#table.rows, ({ record }) => accessor(record), { descending }))
  }

  /** The runs in the opposite order: of a table that was just opened, the newest first. */
  reversed(): RunTable {
    return this.#with(this.#table.rows.toReversed())
  }

  /** The runs of which something could not be read: each says what in its `problem`. */
  problems(): RunTable {
    return this.#with(this.#table.rows.filter(({ hasProblem }) => hasProblem))
  }

  /** The first `count` runs. */
  take(count: number): RunTable {
    return this.#with(take(this.#table.rows, count))
  }

  /**
   * The runs in groups that are equal in these columns. By `experiment`, the seeds of an experiment come together; of numbered
   * runs, which have none, those whose parameters are equal but for `seed`. Throws QueryError.
   */
  groupBy(...columns: string[]): RunGroups<RunTable> {
    const groups = this.#groups(columns).map(({ keys, rows }) => ({
      key: Object.fromEntries(columns.map((name, index) => [name, keys[index]])),
      runs: this.#with(rows),
    }))
    return new RunGroups(groups)
  }

  /**
   * The runs folded by some columns as a table with a row for each group: the columns, the parameters that the groups differ in,
   * `runs`, and of a metric (default: the one that most runs monitor) `n`, `mean`, `std` and `best`, which is the smallest or the
   * largest as `mode` says (default: as the runs say, else as the name tells). Throws QueryError, RunError.
   */
  fold(by: string | readonly string[], options: { metric?: string; mode?: 'min' | 'max' } = {}): Sheet {
    checkOptions('fold', options, { metric: isText, mode: oneOf('min', 'max') })
    const names = typeof by === 'string' ? [by] : by
    const name = options.metric ?? usualMonitor(this.records)
    const metric = {
      name,
      accessor: this.#table.accessor(name),
      mode: options.mode ?? modeOf(name, this.records),
    }
    return foldSheet(this.#groups(names), {
      by: names,
      columns: this.#table.columns,
      metric,
    })
  }

  /**
   * The run with the best finite value of a metric (default: the one that most runs monitor), the earliest of equals; undefined when
   * no run has one. `mode` says which way it gets better (default: as the runs say, else as the name tells).
   * Throws QueryError, RunError (`EXMAN_RUN_NOT_FOUND`) when no run has finished an epoch.
   */
  best(metric?: string, options: { mode?: 'min' | 'max' } = {}): CatalogRecord | undefined {
    checkOptions('best', options, { mode: oneOf('min', 'max') })
    const name = metric ?? usualMonitor(this.records)
    return bestOf(this.records, this.#table.accessor(name), options.mode ?? modeOf(name, this.records))
  }

  /** The metric that most of the runs monitor. Throws RunError (`EXMAN_RUN_NOT_FOUND`) when no run has finished an epoch. */
  monitor(): string {
    return usualMonitor(this.records)
  }

  /**
   * The one run that a text names: `latest`, `best`, its id (also one from before a rekey) or the unique beginning of it or of its
   * folder's name, its number, or the path of its folder. Throws RunError: `EXMAN_RUN_NOT_FOUND`, `EXMAN_RUN_AMBIGUOUS`.
   */
  find(name: string): CatalogRecord {
    const found = name === 'best' ? this.best() : name === 'latest' ? this.#table.latest?.record : undefined
    return found ?? findRecord(this.records, name, this.#table.aliases)
  }

  /** The runs of an experiment, by the name of its folder. One from before a rekey stands for all that its runs are in now. */
  ofExperiment(name: string): RunTable {
    return this.#with(ofExperiment(this.#table.rows, name, this.#table.aliases))
  }

  /**
   * Calls a function on each run, at most `concurrency` (default 8) at a time, and gives the values in the order of the table. The
   * first error is thrown, after those under way have ended.
   *
   * @example
   * ```ts
   * import { openRun, openRuns } from 'exman'
   * const runs = await openRuns('experiments')
   * const curves = await runs.map(async (record) => (await openRun(record)).readLog())
   * ```
   */
  map<T>(
    work: (record: CatalogRecord, index: number) => T | Promise<T>,
    options: { concurrency?: number } = {},
  ): Promise<T[]> {
    checkOptions('map', options, { concurrency: isPositiveCount })
    return mapRuns(this.records, work, options.concurrency ?? 8)
  }

  /** The values of a column, undefined where a run has none. Throws QueryError. */
  values(column: string): Cell[] {
    return this.records.map(this.#table.accessor(column))
  }

  /** The columns: those selected, or all in which a run has a value, with their types. */
  columns(): readonly Column[] {
    return this.sheet().columns
  }

  /** The names of the metrics and parameters in which the runs of this table differ. */
  differing(): string[] {
    const { metrics, params } = this.#table.columns
    return [...metrics, ...params].filter(({ differs }) => differs).map(({ name }) => name)
  }

  /**
   * The same runs with the columns that tell them apart: id, status and epochs, the monitored metric, and the parameters and other
   * metrics in which they differ.
   */
  overview(): RunTable {
    const { records, columns } = this.#table
    const selected = overviewColumns(records, columns).map((name) => ({
      name,
      accessor: columns.find(name)!,
    }))
    return new RunTable(this.#table, selected)
  }

  /** The table as typed columns and rows of cells: what is printed and exported. */
  sheet(): Sheet {
    if (this.#selected !== undefined) return sheetOf(this.records, this.#selected)
    const { fields, metrics, lastMetrics, params, results } = this.#table.columns
    return sheetOf(this.records, [...fields, ...metrics, ...lastMetrics, ...params, ...results])
  }

  /** The table as plain objects, one a run, with the names of the columns as keys; what a run has no value of is left out. */
  rows(): Record<string, Exclude<Cell, undefined>>[] {
    return rowsOf(this.sheet())
  }

  /** The records: `JSON.stringify(table)` is an array of them. */
  toJSON(): readonly CatalogRecord[] {
    return this.records
  }

  #groups(names: readonly string[]): RowGroup<Row>[] {
    const { rows } = this.#table
    return groupBy(
      rows,
      names.map((name) => groupColumn(name, this.#table.accessor(name))),
    )
  }

  #with(rows: readonly Row[]): RunTable {
    return new RunTable(this.#table.with(rows), this.#selected)
  }
}
