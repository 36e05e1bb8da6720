import { join } from 'node:path'
import { FileError } from '../errors'
import { jsonText, readRecord, replaceFile } from '../files'
import { FILES } from '../layout/names'
import { isDataObject } from '../params/data-object'
import { show } from '../params/show'
import type { Json } from '../params/types'
import type { DataFact } from './data/data-fact'
import type { GitState } from './git'
import type { ProcessFacts, Versions } from './provenance'

const RECORDED = ['created', 'running', 'done', 'failed', 'interrupted', 'diverged'] as const

/** A status that is written down. A reader may find `lost` instead: see `deriveStatus`. */
export type RecordedStatus = (typeof RECORDED)[number]

/** The status of a run as people see it. `lost`: the process that held the run died without a word. */
export type RunStatus = RecordedStatus | 'lost'

/** An error as it stands in run.json: `name`, `message`, `stack` and `code` of what was thrown. */
export interface RecordedError {
  name: string
  message: string
  stack?: string
  code?: string
}

/** Something that went wrong without ending the run: when (`at`, ISO 8601 in UTC), the error's `code` and `message`. */
export interface Problem {
  at: string
  code: string
  message: string
}

/** One stretch of work on a run by one process. Times are ISO 8601 in UTC. */
export interface Session {
  /** When the session began. */
  started: string
  /** When it ended; null while it goes on, and for good when the process was killed. */
  ended: string | null
  /** The epochs that were complete when it began. */
  fromEpoch: number
  /** The epochs that were complete when it ended; null while it goes on. */
  toEpoch: number | null
  /** How it ended: a status, or `exited` when the process ended without having trained. */
  end: RunStatus | 'exited' | null
  /** Which process it was. */
  process: ProcessFacts
  /** The versions it ran with. */
  versions: Versions
  /** The environment settings that can change results, as far as they were set. */
  settings: Record<string, string>
  /** The state of the git work tree; null outside one. */
  git: GitState | null
  /** What the training reads, as the option `data` names it; missing without. */
  data?: DataFact[]
}

/** The content of run.json. */
export interface RunRecord {
  /** The number of the file format. */
  format: 1
  /** The run's name below the root. */
  id: string
  /** The status that was written last; `run.status` works out the true one. */
  status: RecordedStatus
  /** When the run was made, ISO 8601 in UTC. */
  created: string
  /** Larger for a run of the root that was made later, whatever the clock said. Missing in a record made by hand. */
  sequence?: number
  /** The seed of the training's randomness; null when it was not seeded. */
  seed: number | null
  /** SHA-256 of the file with the parameters as it was written, in hexadecimal digits. Missing in older records. */
  paramsDigest?: string
  /** The epochs that were complete when the record was written. */
  epochs: number
  /** The sessions, oldest first; one that goes on with a run adds its own. */
  sessions: Session[]
  /** What `run.finish(result)` was given, or the body of `expm.run` has returned; null without a result. */
  result: Json
  /** Whether `expm.run` has run it to its end, so that its result is that of the experiment, also when it is null. */
  isPerformed?: boolean
  /** Why the run failed or diverged; null when it did not. */
  error: RecordedError | null
  /** What went wrong on the way without ending the run. */
  problems: Problem[]
  /** The run of which `exman rerun` has started this one; missing in all others. */
  rerunOf?: string
  /**
   * In a run of ExParser: the words that `--config` does not stand for, such as those of volatile arguments; null where the script
   * has a `--config` of its own. Missing in other runs.
   */
  extraArgs?: string[] | null
}

type Check = (value: unknown) => boolean
const isText: Check = (value) => typeof value === 'string'
const isNumber: Check = (value) => typeof value === 'number'
const isListOf = (isItem: Check): Check => {
  return (value) => Array.isArray(value) && value.every(isItem)
}
const isObjectOf = (fields: Record<string, Check>): Check => {
  const checks = Object.entries(fields)
  return (value) => isDataObject(value) && checks.every(([name, isRight]) => isRight(value[name]))
}

/** What run.json must say for its readers to rely on it. */
const FIELDS: Partial<Record<keyof RunRecord, Check>> = {
  id: isText,
  status: (value) => RECORDED.some((status) => status === value),
  created: isText,
  sequence: (value) => value === undefined || isNumber(value),
  seed: (value) => value === null || isNumber(value),
  paramsDigest: (value) => value === undefined || isText(value),
  epochs: isNumber,
  sessions: isListOf(isObjectOf({ started: isText, process: isDataObject, versions: isDataObject })),
  error: (value) => value === null || isObjectOf({ name: isText, message: isText })(value),
  problems: isListOf(isObjectOf({ code: isText, message: isText })),
  rerunOf: (value) => value === undefined || isText(value),
  extraArgs: (value) => value === undefined || value === null || isListOf(isText)(value),
}

/** What is taken for a field that is missing. */
const defaults = () => ({ seed: null, epochs: 0, result: null, error: null, problems: [] })

const CHECKS = Object.entries(FIELDS)

/** Reads the run.json of a run folder; `undefined` when there is none. Throws `EXMAN_FILE_INVALID` when it is not one. */
export function readRunRecord(dir: string): RunRecord | undefined {
  const path = join(dir, FILES.run)
  const found = readRecord(path)
  return found === undefined ? undefined : runRecordIn(found, path)
}

/** The record of a run that the content of a run.json is. Throws `EXMAN_FILE_INVALID` when it is not one. */
export function runRecordIn(found: Record<string, unknown>, path: string): RunRecord {
  // `found` first and last: its fields keep their order, and count.
  const record: Record<string, unknown> = { ...found, ...defaults(), ...found }
  const wrong = CHECKS.find(([name, isRight]) => !isRight(record[name]))
  if (wrong !== undefined) {
    const text = `${path} is not the record of a run: ${wrong[0]} is missing or not as it should be.`
    throw new FileError('EXMAN_FILE_INVALID', text, { path })
  }
  return record as unknown as RunRecord
}

/** Replaces run.json, all or nothing. */
export function writeRunRecord(dir: string, record: RunRecord): void {
  replaceFile(join(dir, FILES.run), jsonText(record))
}

/** Turns anything that was thrown into what run.json holds. Never throws, or it would hide what was thrown. */
export function recordedError(thrown: unknown): RecordedError {
  try {
    return readError(thrown)
  } catch {
    return { name: 'Error', message: 'Something was thrown that cannot be read.' }
  }
}

function readError(thrown: unknown): RecordedError {
  if (!(thrown instanceof Error))
    return { name: 'Error', message: typeof thrown === 'string' ? thrown : show(thrown) }
  const { name, message, stack } = thrown
  const code = (thrown as { code?: unknown }).code
  return {
    name,
    message,
    ...(stack === undefined ? {} : { stack }),
    ...(typeof code === 'string' ? { code } : {}),
  }
}
