import { join } from 'node:path'
import { AppendLog, look } from '../../files'
import { FILES } from '../../layout/names'
import { showText } from '../../params/show'
import { cellNumber, csvRecords } from '../../run/csv'
import type { Metrics } from '../../run/metrics'
import type { Notebook } from './notebook'
import { readPart } from './read-part'

const MOST_BYTES = 500 * 2 ** 20

/** What the whole lines of a log say. It may have millions of them, so they are not held. */
export interface LoggedEpochs {
  /** The epoch of the last row; 0 without one. */
  readonly last: number
  /** The metrics of an epoch; undefined where it has no row. */
  metricsOf(epoch: unknown): Metrics | undefined
}

/** Checks the log of a run; undefined when it cannot be read in full. `isHeld`: its last line may just be written. */
export function checkLog(
  notebook: Notebook,
  dir: string,
  { isHeld }: { isHeld: boolean },
): LoggedEpochs | undefined {
  const path = join(dir, FILES.log)
  const text = readPart(notebook, path, (text) => text, MOST_BYTES)?.value
  if (text === undefined) return undefined
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length && !isHeld) {
    const message = `It ends in the midst of a line: ${showText(text.slice(whole.length), 60)}`
    notebook.add('log-torn', path, message, {
      says: 'cuts the torn line off, and keeps it beside',
      act: () => {
        // It opens a link as well, which is refused here.
        if (look(path) !== undefined) new AppendLog(path).open()
      },
    })
  }
  const { last, wrong } = readThrough(whole)
  if (wrong === undefined) return { last, metricsOf: (epoch) => metricsIn(whole, epoch) }
  notebook.add('log-wrong', path, `It cannot be read in full: ${wrong}.`)
  return undefined
}

function readThrough(text: string): { last: number; wrong?: string } {
  let [line, last, columns] = [0, 0, 0]
  for (const record of csvRecords(text)) {
    line += 1
    if (line === 1) {
      columns = record.length
      if (record[0] === 'epoch' && record[1] === 'seconds') continue
      return { last, wrong: 'its first line does not begin with epoch,seconds' }
    }
    const epoch = Number(record[0])
    const isRow = record.length === columns && Number.isInteger(epoch) && epoch > last
    if (!isRow || !record.every(isNumberOrEmpty))
      return { last, wrong: `line ${line} is no row of an epoch after ${last}` }
    last = epoch
  }
  return { last }
}

function metricsIn(text: string, epoch: unknown): Metrics | undefined {
  let columns: readonly string[] | undefined
  for (const record of csvRecords(text)) {
    if (columns === undefined) columns = record
    else if (Number(record[0]) === epoch) {
      const cells = columns.map((name, at) => [name, cellNumber(record[at])] as const)
      return Object.fromEntries(
        cells.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      )
    }
  }
  return undefined
}

function isNumberOrEmpty(cell: string): boolean {
  return cell === '' || cellNumber(cell) !== undefined
}
