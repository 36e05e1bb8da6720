import type { Cell, CellKind, Column, Sheet } from '../sheet'
import { chunksOf } from './chunks'
import { csvRecords, type CsvOptions } from './csv'

/** The log of a run: its id, and the metrics of each epoch. */
export interface RunLog {
  readonly id: string
  readonly rows: readonly {
    readonly epoch: number
    readonly seconds: number
    readonly metrics: Readonly<Record<string, number>>
  }[]
}

const COLUMNS = [
  ['run', 'text'],
  ['epoch', 'number'],
  ['seconds', 'number'],
  ['metric', 'text'],
  ['value', 'number'],
] as const satisfies readonly (readonly [string, CellKind & Column['type']])[]

/** The logs of many runs as one long table: a row for each value of each metric. */
export function logSheet(entries: Iterable<RunLog>): Sheet {
  const rows = [...logRows(entries)]
  const columns = COLUMNS.map(([name, type]) => ({ name, type, kinds: { [type]: rows.length }, missing: 0 }))
  return { columns, rows }
}

/** The same table as CSV, in chunks for a file; of the logs, one at a time is held. */
export function logCsv(entries: Iterable<RunLog>, options: CsvOptions = {}): Generator<string> {
  const header = COLUMNS.map(([name]) => name)
  return chunksOf(csvRecords(header, logRows(entries), options))
}

/** The same as objects, for JSON; of the logs, one at a time is held. */
export function* logObjects(entries: Iterable<RunLog>): Generator<Record<string, Cell>> {
  for (const row of logRows(entries))
    yield Object.fromEntries(COLUMNS.map(([name], index) => [name, row[index]]))
}

function* logRows(entries: Iterable<RunLog>): Generator<Cell[]> {
  for (const { id, rows } of entries)
    for (const { epoch, seconds, metrics } of rows)
      for (const [metric, value] of Object.entries(metrics))
        yield [id, epoch, Number.isNaN(seconds) ? undefined : seconds, metric, value]
}
