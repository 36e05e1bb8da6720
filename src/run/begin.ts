import { join } from 'node:path'
import { createOnce, discardFolder } from '../files'
import { EpochRecords } from './epoch-records'
import { HeldRun, lockRun } from './held-run'
import { writeRunRecord, type RunRecord } from './record'
import { Recorder } from './recorder'
import type { RecorderInit } from './recording'
import { newSession } from './session'

/** What a run begins with. */
export interface FirstFacts {
  created: Date
  sequence: number
  seed: number | null
  /** The file that holds the parameters. */
  params: { name: string; text: string }
  /** What is to be done once the folder is whole, such as links to it; when it throws there is no run. */
  announce?: () => void
}

/** Makes a run of a folder that was claimed for it: takes the lock, writes the parameters and run.json. */
export function beginRun(init: RecorderInit, facts: FirstFacts): Recorder {
  try {
    return begin(init, facts)
  } catch (error) {
    // What was claimed would stay as an empty run, with a lock.
    discardFolder(init.dir)
    throw error
  }
}

function begin(init: RecorderInit, { created, sequence, seed, params, announce }: FirstFacts): Recorder {
  const { id, dir } = init
  const lock = lockRun(dir, id)
  // One sync of the folder makes both files durable.
  createOnce(join(dir, params.name), params.text, { syncFolder: false })
  const record: RunRecord = {
    format: 1,
    id,
    status: 'created',
    created: created.toISOString(),
    sequence,
    seed,
    epochs: 0,
    sessions: [newSession(0, init.versions())],
    result: null,
    error: null,
    problems: [],
  }
  writeRunRecord(dir, record)
  const epochs = new EpochRecords(dir, { ...init.options, checkpoints: [] })
  // Nothing that may fail comes after it: links would stay without a run.
  announce?.()
  // In a loop written by hand the first epoch begins now, as far as anybody can tell; a fit says when it does.
  epochs.startClock()
  return new Recorder(init, record, new HeldRun(dir, record, lock, epochs))
}
