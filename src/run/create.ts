import { join } from 'node:path'
import { claimFolder, createOnce, discardFolder, folderExists, jsonText } from '../files'
import type { Identity } from '../identity/identify'
import { DIRS, FILES } from '../layout/names'
import { parseRunFolder, runFolder, runFolders } from '../layout/run-folder'
import { runId } from '../layout/run-id'
import type { JsonObject } from '../params/types'
import { EpochRecords } from './epoch-records'
import { claimExperiment } from './experiment'
import { HeldRun, lockRun } from './held-run'
import { writeRunRecord, type RunRecord } from './record'
import { Recorder } from './recorder'
import type { RecorderInit } from './recording'
import { openRoot } from './root'
import { nextSequence } from './sequence'
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
  const sequence = nextSequence(root, now)
  const run = claimRun(join(parent, experiment), now)
  const dir = join(parent, experiment, run)
  const id = runId({ debug, experiment, run })
  const init: RecorderInit = { ...setup, id, dir }
  try {
    return begin(init, params, { created: now, sequence, seed })
  } catch (error) {
    // What was claimed would stay as an empty run, with a lock.
    discardFolder(dir)
    throw error
  }
}

function begin(
  init: RecorderInit,
  params: JsonObject,
  facts: { created: Date; sequence: number; seed: number | null },
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
    sequence: facts.sequence,
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

// A process that makes many runs a minute would try all the taken names again for each.
let lastClaimed = { dir: '', minute: '', ordinal: 0 }

function claimRun(experiment: string, moment: Date): string {
  const first = runFolder(moment)
  const minute = join(experiment, first)
  const isKnown = lastClaimed.minute === minute && folderExists(lastClaimed.dir)
  const name = claimFolder(experiment, runFolders(first, isKnown ? lastClaimed.ordinal + 1 : 1))
  lastClaimed = { dir: join(experiment, name), minute, ordinal: parseRunFolder(name)!.ordinal }
  return name
}
