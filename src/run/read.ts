import { basename, dirname, join, resolve } from 'node:path'
import { RunError } from '../errors'
import { fileExists, folderExists } from '../files'
import { DIRS, FILES } from '../layout/names'
import { parseNamedFolder } from '../layout/named-folder'
import { parseRunId, runId } from '../layout/run-id'
import type { JsonObject } from '../params/types'
import { formerNames, nowCalled } from './former-names'
import type { Mode } from './monitor'
import { findNamedRun, isNamedPlace } from './named/place'
import { readRunRecord, type RunRecord } from './record'
import type { Scores } from './scores'
import { readParams } from './stored-params'
import { readScores } from './stored-scores'

/** What a run folder says. */
export interface StoredRun {
  place: { id: string; dir: string; root: string }
  params: JsonObject
  record: RunRecord
  /** What the run was recorded with so far; empty before the first epoch. */
  monitored: { monitor?: string; mode?: Mode }
}

/**
 * The folder that an id or a number below `root`, or a path, names; that of a path need not exist. An id may be one that the run
 * had before a rekey. Throws `EXMAN_RUN_NOT_FOUND` for an id or a number without a folder; `EXMAN_RUN_AMBIGUOUS`.
 */
export function findRun(run: string, root: string): string {
  const number = /^\d{1,15}$/.test(run) ? Number(run) : undefined
  const isNamed = number !== undefined || parseNamedFolder(run) !== undefined
  if (!isNamed && parseRunId(run) === undefined) return resolve(run)
  const found = isNamed
    ? (findNamedRun(resolve(root), number ?? run) ?? existing(resolve(run)))
    : (existing(resolve(root, run)) ?? existing(resolve(run)) ?? formerly(resolve(root), run))
  if (found !== undefined) return found
  const what =
    number === undefined
      ? `no folder ${isNamed ? run : resolve(root, run)}`
      : `no run with the number ${number}`
  const text = `There is ${what}. The run was looked for in ${resolve(root)}; the option "root" names another place.`
  throw new RunError('EXMAN_RUN_NOT_FOUND', text, { run })
}

/** The folder of the run that had this id before a rekey. */
function formerly(root: string, run: string): string | undefined {
  const found = nowCalled(root, formerNames(root), (was) => was === run)
  if (found.length > 1) {
    const text = `"${run}" is what ${found.length} runs were called before: ${found.join(', ')}. Give one of these ids.`
    throw new RunError('EXMAN_RUN_AMBIGUOUS', text, { run })
  }
  return found[0] && join(root, found[0])
}

function existing(path: string): string | undefined {
  return folderExists(path) ? path : undefined
}

/** Reads a run folder, changing nothing. Throws `EXMAN_RUN_NOT_FOUND`, `EXMAN_FILE_INVALID`, `EXMAN_FORMAT_NEWER`. */
export function readRun(dir: string): StoredRun {
  const record = readRunRecord(dir)
  if (record === undefined) {
    const text = `${dir} is not the folder of a run: it has no ${FILES.run}.`
    throw new RunError('EXMAN_RUN_NOT_FOUND', text, { run: dir })
  }
  return {
    place: placeOf(dir, record.id),
    params: readParams(dir),
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
  if (isNamedPlace(dir)) return { id: basename(dir), dir, root: dirname(dirname(dir)) }
  const parent = dirname(dirname(dir))
  // A root may itself be named `debug`; the debug tree of a root is none.
  const debug = basename(parent) === DIRS.debug && !fileExists(join(parent, DIRS.exman, FILES.format))
  const id = runId({ debug, experiment: basename(dirname(dir)), run: basename(dir) })
  return { id: parseRunId(id) === undefined ? recorded : id, dir, root: debug ? dirname(parent) : parent }
}
