import { join } from 'node:path'
import { claimFolder, createOnce, discardFolder, jsonText } from '../files'
import type { Identity } from '../identity/identify'
import { DIRS, FILES } from '../layout/names'
import { runFolder } from '../layout/run-folder'
import { runId } from '../layout/run-id'
import type { JsonObject } from '../params/types'
import { EpochRecords } from './epoch-records'
import { claimExperiment } from './experiment'
import { HeldRun, lockRun } from './held-run'
import { writeRunRecord, type RunRecord } from './record'
import { Recorder } from './recorder'
import type { RecorderInit } from './recording'
import { openRoot } from './root'
import { newSession } from './session'

/** Makes the folder of a new run: claims the name, takes the lock, writes hyperparameters.json and run.json. */
export function createRun(
  setup: Omit<RecorderInit, 'id' | 'dir'> & {
    identity: Identity
    params: JsonObject
    debug: boolean
    seed: number | null
  },
): Recorder {
  const { root, identity, params, debug, seed } = setup
  openRoot(root, 'keyed')
  const parent = debug ? join(root, DIRS.debug) : root
  const experiment = claimExperiment(parent, identity)
  const now = new Date()
  const run = claimFolder(join(parent, experiment), runNames(now))
  const dir = join(parent, experiment, run)
  const id = runId({ debug, experiment, run })
  const init: RecorderInit = { ...setup, id, dir }
  try {
    return begin(init, params, { created: now, seed })
  } catch (error) {
    // What was claimed would stay as an empty run, with a lock.
    discardFolder(dir)
    throw error
  }
}

function begin(
  init: RecorderInit,
  params: JsonObject,
  facts: { created: Date; seed: number | null },
): Recorder {
  const { id, dir } = init
  const lock = lockRun(dir, id)
  // One sync of the folder makes both files durable.
  createOnce(join(dir, FILES.params), jsonText(params), { syncFolder: false })
  const record: RunRecord = {
    format: 1,
    id,
    status: 'created',
    created: facts.created.toISOString(),
    seed: facts.seed,
    epochs: 0,
    sessions: [newSession(0, init.versions())],
    result: null,
    error: null,
    problems: [],
  }
  writeRunRecord(dir, record)
  const epochs = new EpochRecords(dir, { ...init.options, checkpoints: [] })
  // In a loop written by hand the first epoch begins now, as far as anybody can tell; a fit says when it does.
  epochs.startClock()
  return new Recorder(init, record, new HeldRun(dir, record, lock, epochs))
}

function* runNames(moment: Date): Generator<string> {
  for (let ordinal = 1; ; ordinal++) yield runFolder(moment, ordinal)
}
