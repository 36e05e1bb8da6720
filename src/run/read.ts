import { basename, dirname, join, resolve } from 'node:path'
import { FileError, RunError } from '../errors'
import { fileExists, folderExists, readJson } from '../files'
import { DIRS, FILES } from '../layout/names'
import { parseRunId, runId } from '../layout/run-id'
import { isDataObject } from '../params/data-object'
import type { JsonObject } from '../params/types'
import { readScores } from './epoch-records'
import type { Mode } from './monitor'
import { readRunRecord, type RunRecord } from './record'
import type { Scores } from './scores'

/** What a run folder says. */
export interface StoredRun {
  place: { id: string; dir: string; root: string }
  params: JsonObject
  record: RunRecord
  /** What the run was recorded with so far; empty before the first epoch. */
  monitored: { monitor?: string; mode?: Mode }
}

/**
 * The folder that an id below `root`, or a path, names; that of a path need not exist.
 * Throws `EXMAN_RUN_NOT_FOUND` for an id without a folder.
 */
export function findRun(run: string, root: string): string {
  if (parseRunId(run) === undefined) return resolve(run)
  const wanted = resolve(root, run)
  const found = [wanted, resolve(run)].find(folderExists)
  if (found !== undefined) return found
  const text = `There is no folder ${wanted}. The run was looked for in ${resolve(root)}; the option "root" names another place.`
  throw new RunError('EXMAN_RUN_NOT_FOUND', text, { run })
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
  if (!isDataObject(params)) {
    throw new FileError('EXMAN_FILE_INVALID', `${path} does not hold the parameters of a run.`, { path })
  }
  return {
    place: placeOf(dir, record.id),
    params: params as JsonObject,
    record,
    monitored: monitoredIn(readScores(dir)),
  }
}

// What was asked for, also while another metric stands in for it; the mode of that one says nothing of it.
function monitoredIn(scores: Scores | undefined): StoredRun['monitored'] {
  if (scores === undefined) return {}
  const { monitor, mode, fallbackFor } = scores
  return fallbackFor === undefined ? { monitor, mode } : { monitor: fallbackFor }
}

// The folder says where a run is, also after it was moved; the record says where it was made.
function placeOf(dir: string, recorded: string): StoredRun['place'] {
  const parent = dirname(dirname(dir))
  // A root may itself be named `debug`; the debug tree of a root is none.
  const debug = basename(parent) === DIRS.debug && !fileExists(join(parent, DIRS.exman, FILES.format))
  const id = runId({ debug, experiment: basename(dirname(dir)), run: basename(dir) })
  return { id: parseRunId(id) === undefined ? recorded : id, dir, root: debug ? dirname(parent) : parent }
}
