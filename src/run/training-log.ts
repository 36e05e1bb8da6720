import { join } from 'node:path'
import { AppendLog } from '../files'
import { FILES } from '../layout/names'
import { cellNumber, csvLine, numberCell, parseCsv } from './csv'
import type { Metrics } from './metrics'

/** One epoch of the log: 1-based epoch, seconds since the run's first epoch began, and the metrics. */
export interface EpochRow {
  epoch: number
  seconds: number
  metrics: Metrics
}

const OWN_COLUMNS = ['epoch', 'seconds']

/**
 * training-logs.csv: a row per epoch, appended in one write. A metric that first appears later adds a column, and
 * the last row may be amended; both rewrite the file in one piece. Rows that could not be written are kept and go
 * first at the next write.
 */
export class TrainingLog {
  readonly #file: AppendLog
  /** The columns in the file, or those announced while there is none. */
  #columns: readonly string[] = []
  #exists = false
  /** The epoch of the last row in the file. */
  #written = 0
  #unwritten: EpochRow[] = []

  constructor(dir: string) {
    this.#file = new AppendLog(join(dir, FILES.log))
  }

  /** Reads what is there, cutting a torn last row, and makes ready to go on. */
  open(): EpochRow[] {
    const text = this.#file.open()
    const { columns, rows } = parseLog(text)
    this.#exists = text !== ''
    if (this.#exists) this.#columns = columns
    this.#written = rows.at(-1)?.epoch ?? 0
    return rows
  }

  /** Announces the metrics to come, in their order; used for the header when none is written yet. */
  expect(metrics: readonly string[]): void {
    if (!this.#exists) this.#columns = union(this.#columns, metrics)
  }

  /** Adds the row of a new epoch. */
  append(row: EpochRow): void {
    this.#unwritten.push(row)
    this.flush()
  }

  /** Replaces the last row, after metrics were added to it. */
  amend(row: EpochRow): void {
    if (this.#unwritten.at(-1)?.epoch === row.epoch) this.#unwritten.pop()
    this.append(row)
  }

  /** Writes the rows that are not on disk yet, oldest first. */
  flush(): void {
    for (let row = this.#unwritten[0]; row !== undefined; row = this.#unwritten[0]) {
      this.#write(row)
      this.#written = row.epoch
      this.#unwritten.shift()
    }
  }

  /** Takes away the rows after an epoch, those that were not written yet included; after epoch 0 the file itself is set aside. */
  cutTo(epoch: number): void {
    this.#unwritten = this.#unwritten.filter((row) => row.epoch <= epoch)
    const rows = parseLog(this.#file.open()).rows.filter((row) => row.epoch <= epoch)
    this.#written = rows.at(-1)?.epoch ?? 0
    if (epoch > 0) return this.#replace(rows, this.#columns)
    this.#file.setAside()
    this.#columns = []
    this.#exists = false
  }

  #write(row: EpochRow): void {
    const columns = union(this.#columns, Object.keys(row.metrics))
    if (!this.#exists) this.#create(columns)
    if (columns.length > this.#columns.length || row.epoch <= this.#written) this.#rewrite(row, columns)
    else this.#file.append(line(row, columns))
  }

  #create(columns: readonly string[]): void {
    // The header of an attempt that failed late may stand there.
    this.open()
    if (this.#exists) return
    this.#file.create(csvLine([...OWN_COLUMNS, ...columns]))
    this.#columns = columns
    this.#exists = true
  }

  #rewrite(row: EpochRow, columns: readonly string[]): void {
    // By epoch, not all but the last: a rewrite that failed late has left this very row.
    const earlier = parseLog(this.#file.open()).rows.filter(({ epoch }) => epoch < row.epoch)
    this.#replace([...earlier, row], columns)
  }

  #replace(rows: readonly EpochRow[], columns: readonly string[]): void {
    const lines = [csvLine([...OWN_COLUMNS, ...columns]), ...rows.map((row) => line(row, columns))]
    this.#file.rewrite(`${lines.join('\n')}\n`)
    this.#columns = columns
  }
}

function line({ epoch, seconds, metrics }: EpochRow, columns: readonly string[]): string {
  return csvLine([String(epoch), String(seconds), ...columns.map((name) => numberCell(metrics[name]))])
}

function union(columns: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...columns, ...more])]
}

/** Parses the text of a training log. Lines that are no row of an epoch are passed over. */
export function parseLog(text: string): { columns: string[]; rows: EpochRow[] } {
  const [header = [], ...records] = parseCsv(text)
  const columns = header.slice(OWN_COLUMNS.length)
  const rows = records.flatMap((record) => {
    const epoch = Number(record[0])
    if (!Number.isInteger(epoch) || epoch < 1) return []
    const metrics: Metrics = {}
    columns.forEach((name, at) => {
      const value = cellNumber(record[at + OWN_COLUMNS.length])
      if (value !== undefined) metrics[name] = value
    })
    return [{ epoch, seconds: cellNumber(record[1]) ?? 0, metrics }]
  })
  return { columns, rows }
}
