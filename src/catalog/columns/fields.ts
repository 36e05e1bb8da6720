import type { CatalogRecord } from '../record'
import type { Cell } from '../sheet'

/** How to get at a cell of a column. */
export type Accessor = (record: CatalogRecord) => Cell

/**
 * Columns in which a run may have several values, and what a question is held against: each of these, and the list of all. The cell
 * of such a column is a text.
 */
export const SEVERAL: Readonly<Record<string, (record: CatalogRecord) => readonly Cell[]>> = {
  marks: ({ marks }) => (marks.length === 0 ? [] : [...marks, [...marks]]),
}

/** The fields of a record that are columns of their own, in the order in which they are shown. Null is no value. */
export const FIELDS: Readonly<Record<string, Accessor>> = {
  id: (record) => record.id,
  experiment: (record) => record.experiment ?? undefined,
  status: (record) => record.status,
  started: (record) => record.started ?? undefined,
  seconds: (record) => record.seconds ?? undefined,
  epochs: (record) => record.epochs,
  seed: (record) => record.seed ?? undefined,
  monitor: (record) => record.monitor ?? undefined,
  mode: (record) => record.mode ?? undefined,
  bestEpoch: (record) => record.bestEpoch ?? undefined,
  marks: (record) => (record.marks.length === 0 ? undefined : record.marks.join(', ')),
  note: (record) => record.note ?? undefined,
  result: (record) => record.result ?? undefined,
  problem: (record) => record.problem?.message,
  'problem.code': (record) => record.problem?.code,
  dir: (record) => record.dir,
  root: (record) => record.root,
}

/** The fields that tell what came of a run, of those that are numbers. */
export const MEASURED: readonly string[] = ['seconds', 'epochs', 'bestEpoch', 'result']
