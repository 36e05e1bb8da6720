import { recordIn } from '../../files'
import { FILES } from '../../layout/names'
import { notesIn } from '../../run/notes'
import { runRecordIn, type RunRecord } from '../../run/record'
import type { Scores } from '../../run/scores'
import { scoresIn } from '../../run/stored-scores'
import { namedParams } from '../../run/stored-params'
import { checkDepth } from './depth'
import { FolderReading, stampOf } from './folder-reading'
import { addKerasFacts } from './keras-facts'
import { readMetrics } from './metrics'
import { shallowParams } from './shallow-params'
import { noFacts, type StoredFacts } from './stored-facts'
import { startOf } from './started'
import type { RunKind, RunPlace } from '../scan/place'

/** The files of each kind of run that a record is made of, but for notes.json, which any of them may have. */
const PARTS: Record<RunKind, readonly string[]> = {
  keyed: [FILES.run, FILES.params, FILES.scores],
  named: [FILES.run, FILES.namedParams, FILES.scores],
  keras: [FILES.params, FILES.scores, FILES.log],
}

/** The stamp of a run's files, without reading them; that of the first file stands in front. */
export function stampOfRun(place: RunPlace): string {
  return stampOf(place.dir, [...PARTS[place.kind], FILES.notes])
}

/** The stamp of the first of its files, which says what a list of runs has to know of those that it does not show. */
export function firstStampOf(place: RunPlace): string {
  return stampOf(place.dir, PARTS[place.kind].slice(0, 1))
}

/** Reads the files of a run; without notes it is as if there were none. */
export function openFiles({ dir, kind }: RunPlace, { withNotes }: { withNotes: boolean }): FolderReading {
  return new FolderReading(dir, PARTS[kind], withNotes ? FILES.notes : undefined)
}

/** Reads what the files of a run say. What cannot be read is told as `problem`, and the rest is read all the same. */
export function readFacts(place: RunPlace, reading: FolderReading): StoredFacts {
  const facts = noFacts()
  if (place.kind === 'keras') addKerasFacts(facts, place, reading)
  else addFacts(facts, place, reading)
  addNotes(facts, place, reading)
  facts.problem = reading.problem
  return facts
}

// Marks of a numbered run are the links to it.
function addNotes(facts: StoredFacts, { kind }: RunPlace, reading: FolderReading): void {
  const notes = reading.readJson(FILES.notes, (value, path) => notesIn(recordIn(value, path), path))
  if (notes === undefined) return
  if (kind !== 'named') facts.marks = notes.marks
  facts.note = notes.note
}

function addFacts(facts: StoredFacts, place: RunPlace, reading: FolderReading): void {
  const record = reading.readJson(FILES.run, recordOf)
  const scores = reading.readJson(FILES.scores, (value, path) => scoresIn(recordIn(value, path), path))
  addParams(facts, place, reading)
  if (record !== undefined) addRecord(facts, record)
  else addUnrecorded(facts, place, reading)
  if (scores !== undefined) addScores(facts, scores)
  else if (facts.epochs > 0)
    reading.fail(
      'EXMAN_FILE_INVALID',
      `${place.dir} has no ${FILES.scores}, after ${facts.epochs} epochs.`,
      FILES.scores,
    )
}

function addParams(facts: StoredFacts, place: RunPlace, reading: FolderReading): void {
  const file = place.kind === 'named' ? FILES.namedParams : FILES.params
  const params =
    place.kind === 'named'
      ? reading.read(file, (text, path) => namedParams(text, path, { isOurs: reading.has(FILES.run) }).args)
      : reading.readJson(file, shallowParams)
  if (params !== undefined) facts.params = params
  else if (!reading.has(file))
    reading.fail('EXMAN_FILE_INVALID', `${place.dir} has no ${file}, so its parameters are not known.`, file)
}

// All but the result has a shape of its own.
function recordOf(value: unknown, path: string): RunRecord {
  const record = runRecordIn(recordIn(value, path), path)
  checkDepth(record.result, path)
  return record
}

function addRecord(facts: StoredFacts, record: RunRecord): void {
  const created = Date.parse(record.created)
  facts.recorded = record.status
  facts.hasEnded = (record.sessions.at(-1)?.end ?? 'lost') !== 'lost'
  facts.sequence = record.sequence ?? (created || 0)
  facts.started = Number.isNaN(created) ? null : record.created
  facts.epochs = record.epochs
  facts.seed = record.seed
  facts.result = record.result
}

// Only the Python tool leaves out run.json, in the numbered layout; elsewhere it is lost. Its place, which may change without any
// of its files, is no fact.
function addUnrecorded(facts: StoredFacts, place: RunPlace, reading: FolderReading): void {
  const start = startOf(place)
  facts.started = start?.toISOString() ?? null
  facts.sequence = start?.getTime() ?? 0
  if (place.kind === 'keyed')
    reading.fail(
      'EXMAN_FILE_INVALID',
      `${place.dir} has no ${FILES.run}, so its state is not known.`,
      FILES.run,
    )
}

function addScores(facts: StoredFacts, scores: Scores): void {
  const { best, last } = scores
  if (typeof scores.epochs === 'number') facts.epochs = scores.epochs
  if (typeof scores.elapsedSeconds === 'number') facts.seconds = scores.elapsedSeconds
  facts.monitor = scores.monitor
  facts.mode = scores.mode
  facts.bestEpoch = typeof best?.epoch === 'number' ? best.epoch : null
  facts.metrics = readMetrics(best)
  facts.last = readMetrics(last)
}
