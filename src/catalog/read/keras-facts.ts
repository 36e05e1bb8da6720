import { FileError } from '../../errors'
import { FILES } from '../../layout/names'
import { isDataObject } from '../../params/data-object'
import { parseCsv, cellNumber } from '../../run/csv'
import type { EpochRow } from '../../run/training-log'
import type { RunPlace } from '../scan/place'
import type { FolderReading } from './folder-reading'
import { readMetrics } from './metrics'
import { shallowParams } from './shallow-params'
import { startOf } from './started'
import type { StoredFacts } from './stored-facts'

/** Its scores keep the rows in which this was smallest. */
const MONITOR = 'loss'

const PYTHON_WORDS = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['-inf', -Infinity],
])

/** What the files of the Keras tool say: 0-based epochs, and scores as a list of the best rows with the time they took. */
export function addKerasFacts(facts: StoredFacts, place: RunPlace, reading: FolderReading): void {
  const start = startOf(place)
  facts.started = start?.toISOString() ?? null
  facts.sequence = start?.getTime() ?? 0
  facts.params = reading.readJson(FILES.params, shallowParams) ?? {}
  // What is left of a number that was cut off is another number.
  const whole = (text: string) => text.slice(0, text.lastIndexOf('\n') + 1)
  const rows = reading.read(FILES.log, (text) => kerasRows(whole(text))) ?? []
  const best = bestIn(reading.readJson(FILES.scores, listIn), rows)
  facts.epochs = rows.length
  facts.last = rows.at(-1)?.metrics ?? {}
  if (best === undefined) return
  facts.monitor = MONITOR
  facts.mode = 'min'
  facts.bestEpoch = best.epoch
  facts.metrics = best.metrics
  facts.seconds = best.seconds
}

function listIn(value: unknown, path: string): unknown[] {
  if (Array.isArray(value)) return value
  throw new FileError('EXMAN_FILE_INVALID', `${path} does not hold the scores of a run.`, { path })
}

/** The rows of a training log as Keras's CSVLogger writes it: its epochs, which begin at 0 in each fit, counted from 1 on. */
export function kerasRows(text: string): EpochRow[] {
  const [header = [], ...records] = parseCsv(text)
  const rows: EpochRow[] = []
  for (const record of records) {
    if (cellNumber(record[0]) === undefined) continue
    const metrics: Record<string, number> = {}
    header.forEach((name, at) => {
      const value = at === 0 ? undefined : pythonNumber(record[at])
      if (value !== undefined && name !== '__proto__') metrics[name] = value
    })
    // It does not tell the time.
    rows.push({ epoch: rows.length + 1, seconds: NaN, metrics })
  }
  return rows
}

/** A number as Python prints it, which has words of its own for those that are not finite. */
function pythonNumber(cell: string | undefined): number | undefined {
  return PYTHON_WORDS.get(cell?.trim() ?? '') ?? cellNumber(cell)
}

interface Best {
  epoch: number | null
  metrics: Record<string, number>
  seconds: number | null
}

function bestIn(scores: unknown[] | undefined, rows: readonly EpochRow[]): Best | undefined {
  const found = scores?.find(isDataObject)
  if (found === undefined) return undefined
  const { epoch, elapsed, ...rest } = found
  const metrics = readMetrics(rest)
  return { epoch: epochOf(epoch, metrics, rows), metrics, seconds: secondsOf(elapsed) }
}

// A row without its epoch is found again by its loss.
function epochOf(epoch: unknown, metrics: Best['metrics'], rows: readonly EpochRow[]): number | null {
  if (typeof epoch === 'number') return epoch + 1
  return rows.find((row) => row.metrics[MONITOR] === metrics[MONITOR])?.epoch ?? null
}

/** Seconds, given as a number or as Python prints a time: `0:00:33.1`. */
function secondsOf(elapsed: unknown): number | null {
  if (typeof elapsed === 'number') return elapsed
  const match = /^(?:(\d+) days?, )?(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(String(elapsed))
  if (match === null) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
}
