import { basename, dirname, join, resolve } from 'node:path'
import { FileError, RunError } from '../errors'
import { folderExists, readJson } from '../files'
import { DIRS, FILES } from '../layout/names'
import { parseRunId, runId } from '../layout/run-id'
import type { JsonObject } from '../params/types'
import { readScores } from './epoch-records'
import type { Mode } from './monitor'
import { readRunRecord, type RunRecord } from './record'

/** What a run folder says. */
export interface StoredRun {
  place: { id: string; dir: string; root: string }
  params: JsonObject
  record: RunRecord
  /** What the run was recorded with so far; empty before the first epoch. */
  monitored: { monitor?: string; mode?: Mode }
}

/** The folder that an id below `root`, or a path, names. It need not exist. */
export function findRun(run: string, root: string): string {
  const inRoot = parseRunId(run) === undefined ? undefined : resolve(root, run)
  return inRoot !== undefined && folderExists(inRoot) ? inRoot : resolve(run)
}

/** Reads a run folder, changing nothing. Throws `EXMAN_RUN_NOT_FOUND`, `EXMAN_FILE_INVALID`, `EXMAN_FORMAT_NEWER`. */
export function readRun(dir: string): StoredRun {
  const record = readRunRecord(dir)
  if (record === undefined) {
    const text = `${dir} is not the folder of a run: it has no ${FILES.run}.`
    throw new RunError('EXMAN_RUN_NOT_FOUND', text, { run: dir })
  }
  const path = join(dir, FILES.params)
  const params = readJson(path)
  if (typeof params !== 'object' || params === null || Array.isArray(params)) {
    throw new FileError('EXMAN_FILE_INVALID', `${path} does not hold the parameters of a run.`, { path })
  }
  const scores = readScores(dir)
  const monitored = scores === undefined ? {} : { monitor: scores.monitor, mode: scores.mode }
  return { place: placeOf(dir, record.id), params: params as JsonObject, record, monitored }
}

// The folder says where a run is, also after it was moved; the record says where it was made.
function placeOf(dir: string, recorded: string): StoredRun['place'] {
  const parent = dirname(dirname(dir))
  const debug = basename(parent) === DIRS.debug
  const id = runId({ debug, experiment: basename(dirname(dir)), run: basename(dir) })
  return { id: parseRunId(id) === undefined ? recorded : id, dir, root: debug ? dirname(parent) : parent }
}
