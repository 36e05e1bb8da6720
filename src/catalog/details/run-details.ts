import { resolve } from 'node:path'
import { fileSize, look, lookAtFolder, recordIn } from '../../files'
import { FILES } from '../../layout/names'
import { checkOptions, isBoolean } from '../../params/check-options'
import { restoreNumbers } from '../../params/spelled-numbers'
import type { Json, JsonObject } from '../../params/types'
import { notesIn } from '../../run/notes'
import { runRecordIn, type Problem, type RecordedError, type RunRecord } from '../../run/record'
import { ScoreKeeper, type Scores } from '../../run/scores'
import { namedParams, paramsIn } from '../../run/stored-params'
import { scoresIn } from '../../run/stored-scores'
import type { EpochRow } from '../../run/training-log'
import type { CatalogRecord, ReadProblem } from '../record'
import type { RunKind } from '../scan/place'
import { checkpointDetails, type CheckpointDetails } from './checkpoint-details'
import { logRowsIn } from './log-rows'
import { PartReader } from './part-reader'
import { runKind } from './run-kind'
import { sessionDetails, type SessionDetails } from './session-details'

/** Files of a run that are not read here, but named where they are there. */
const BESIDE = [FILES.diff, FILES.traceback, FILES.output]

/** All that is known of one run. It is plain data. */
export interface RunDetails {
  /** The run's folder, absolute. */
  dir: string
  /** The parameters as they are stored; null when they cannot be read. */
  params: JsonObject | null
  /** What stands beside the arguments in a params.yaml, such as `commit`; empty for a hash-keyed run. */
  facts: JsonObject
  /** The sessions, oldest first. */
  sessions: SessionDetails[]
  /** The run of which `exman rerun` has started this one; null for all others. */
  rerunOf: string | null
  /** Why the run failed or diverged; null when it did not. */
  error: RecordedError | null
  /** What went wrong on the way without ending the run. */
  incidents: Problem[]
  /** What `run.finish(result)` was given; null without a result. */
  result: Json
  /** The best and the last epoch and a summary of each metric; null before the first epoch. */
  scores: Scores | null
  /** The rows of the log, oldest first. */
  log: EpochRow[]
  /** The checkpoints, oldest first. */
  checkpoints: CheckpointDetails[]
  /** Which of changes.diff, traceback.txt and log.txt there are. */
  files: string[]
  /** What could not be read, a problem for each file. Damaged checkpoints are told of with them. */
  problems: ReadProblem[]
}

/**
 * Reads all of one run: its record with the sessions, scores, log and checkpoints. What cannot be read is told in `problems`, or
 * with the checkpoint it is about, and the rest is read all the same; links are not followed, and nothing is changed. Checkpoints
 * are held against the sizes in their manifests, and with `verify` (default false) byte for byte. Throws OptionError.
 *
 * @example
 * ```ts
 * import { openRuns, runDetails } from 'exman'
 * const runs = await openRuns('experiments')
 * const { log, checkpoints } = await runDetails(runs.find('latest'), { verify: true })
 * console.table(log.map(({ epoch, metrics }) => ({ epoch, ...metrics })))
 * console.log(checkpoints.filter(({ problem }) => problem !== null))
 * ```
 */
export async function runDetails(
  run: Pick<CatalogRecord, 'dir'> | CatalogRecord,
  options: { verify?: boolean } = {},
): Promise<RunDetails> {
  checkOptions('runDetails', options, { verify: isBoolean })
  const reader = new PartReader(resolve(run.dir))
  const details = noDetails(reader)
  if (isFolder(reader)) await addAll(details, reader, { verify: options.verify ?? false })
  addKnown(reader, 'problem' in run ? run.problem : null)
  return details
}

async function addAll(
  details: RunDetails,
  reader: PartReader,
  { verify }: { verify: boolean },
): Promise<void> {
  const kind = reader.try('', () => runKind(reader.dir)) ?? 'keyed'
  // In the order in which they are written last, so that a run that goes on is not found to lack something.
  const record = reader.json(FILES.run, (value, path) => runRecordIn(recordIn(value, path), path))
  addParams(details, reader, { kind, hasRecord: record !== undefined })
  if (record !== undefined) addRecord(details, record)
  else if (kind === 'keyed') lacks(reader, FILES.run, 'so its state is not known')
  if (kind !== 'keras') details.scores = reader.json(FILES.scores, storedScores) ?? null
  // What it says is in the record of the table.
  reader.json(FILES.notes, (value, path) => notesIn(recordIn(value, path), path))
  const log = reader.text(FILES.log, logRowsIn)
  details.log = log ?? []
  if (kind === 'keras') {
    // Its own scores are a list of the best rows, which the log has as well.
    reader.json(FILES.scores, (value) => value)
    details.scores = scoresOf(details.log)
  } else checkEpochs(details, reader, { recorded: record?.epochs ?? 0, hasLog: log !== undefined })
  details.files = BESIDE.filter(
    (file) => reader.try(file, () => fileSize(`${reader.dir}/${file}`)) !== undefined,
  )
  details.checkpoints = await checkpointDetails(reader, { verify, monitor: monitorIn(details.scores) })
}

function addParams(
  details: RunDetails,
  reader: PartReader,
  { kind, hasRecord }: { kind: RunKind; hasRecord: boolean },
): void {
  const file = kind === 'named' ? FILES.namedParams : FILES.params
  if (kind === 'named') {
    // A record that cannot be read is there all the same.
    const isOurs = hasRecord || reader.problems.some((problem) => problem.file === FILES.run)
    const found = reader.text(file, (text, path) => namedParams(text, path, { isOurs }))
    details.params = found?.args ?? null
    details.facts = Object.fromEntries(found?.facts ?? [])
  } else {
    details.params = reader.json(file, paramsIn) ?? null
  }
  if (details.params === null) lacks(reader, file, 'so its parameters are not known')
}

function addRecord(details: RunDetails, { sessions, rerunOf, error, problems, result }: RunRecord): void {
  details.rerunOf = rerunOf ?? null
  details.sessions = sessions.map(sessionDetails)
  details.error = error
  details.incidents = problems
  details.result = result
}

function storedScores(value: unknown, path: string): Scores {
  return restoreNumbers(scoresIn(recordIn(value, path), path)) as Scores
}

/** The scores that exman would have written of these rows: the Keras tool writes others. */
function scoresOf(rows: readonly EpochRow[]): Scores | null {
  const keeper = new ScoreKeeper('loss', 'min')
  for (const row of rows) keeper.add(row)
  return rows.length === 0 ? null : keeper.scores(() => null)
}

function checkEpochs(
  details: RunDetails,
  reader: PartReader,
  { recorded, hasLog }: { recorded: number; hasLog: boolean },
): void {
  const { scores, log } = details
  const epochs = typeof scores?.epochs === 'number' ? scores.epochs : recorded
  if (epochs === 0) return
  if (scores === null) lacks(reader, FILES.scores, `after ${epochs} epochs`)
  if (!hasLog) lacks(reader, FILES.log, `after ${epochs} epochs`)
  else if (log.length < epochs) {
    const text = `${reader.dir}/${FILES.log} has rows of ${log.length} epochs, after ${epochs}.`
    reader.fail('EXMAN_FILE_INVALID', text, FILES.log)
  }
}

function monitorIn(scores: Scores | null): { name: string; mode: 'min' | 'max' } | undefined {
  return scores === null ? undefined : { name: scores.monitor, mode: scores.mode }
}

/** Takes down that a file is missing; one that cannot be read was taken down before. */
function lacks(reader: PartReader, file: string, consequence: string): void {
  reader.fail('EXMAN_FILE_INVALID', `${reader.dir} has no ${file}, ${consequence}.`, file)
}

function isFolder(reader: PartReader): boolean {
  const { dir } = reader
  const isOne = reader.try('', () => {
    if (lookAtFolder(dir) !== undefined) return true
    // It throws for a link, which is not followed.
    look(dir)
    return false
  })
  if (isOne === false) reader.fail('EXMAN_RUN_NOT_FOUND', `There is no folder ${dir}.`, '')
  return isOne === true
}

/** What the listing has found, and is not seen from here. */
function addKnown({ problems }: PartReader, known: ReadProblem | null): void {
  if (known !== null && problems.length === 0) problems.push(known)
}

function noDetails({ dir, problems }: PartReader): RunDetails {
  return {
    dir,
    params: null,
    facts: {},
    sessions: [],
    rerunOf: null,
    error: null,
    incidents: [],
    result: null,
    scores: null,
    log: [],
    checkpoints: [],
    files: [],
    problems,
  }
}
