import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { RunError } from '../errors'
import {
  createOnce,
  discardFolder,
  isTemporaryName,
  listFolder,
  unlessRefused,
  type FolderLock,
} from '../files'
import { FILES } from '../layout/names'
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
  /** The run that is run again by it. */
  rerunOf?: string | undefined
  /** The words of a script that its parameters do not stand for. */
  extraArgs?: readonly string[] | null | undefined
  /** What is to be done once the folder is whole, such as links to it; when it throws there is no run. */
  announce?: () => void
}

/** Makes a run of a folder that was claimed for it: takes the lock, writes the parameters and run.json. */
export function beginRun(init: RecorderInit, facts: FirstFacts): Recorder {
  const lock = lockClaimed(init)
  try {
    return begin(init, facts, lock)
  } catch (error) {
    // What was claimed would stay as an empty run, with a lock.
    discardFolder(init.dir)
    throw error
  }
}

function lockClaimed({ id, dir }: RecorderInit): FolderLock {
  let lock: FolderLock | undefined
  try {
    lock = lockRun(dir, id)
    if (isNew(dir)) return lock
    // A run that is renamed to this name takes the place of an empty folder. From now on none can.
    const text = `${id} was not made: another run was moved to ${dir} at this moment. Try again.`
    throw new RunError('EXMAN_PLACE_OCCUPIED', text, { run: id })
  } catch (error) {
    // One that another process has got hold of first is not ours to take away.
    if (!(error instanceof RunError) && unlessRefused(() => isNew(dir)) === true) discardFolder(dir)
    lock?.release()
    throw error
  }
}

/** Whether nothing is in a folder but what taking its lock puts there. */
function isNew(dir: string): boolean {
  return listFolder(dir).every((name) => name === FILES.lock || isTemporaryName(name))
}

function begin(init: RecorderInit, facts: FirstFacts, lock: FolderLock): Recorder {
  const { created, sequence, seed, params, announce, rerunOf, extraArgs } = facts
  const { id, dir } = init
  const data = init.data?.()
  // One sync of the folder makes both files durable.
  createOnce(join(dir, params.name), params.text, { syncFolder: false })
  const record: RunRecord = {
    format: 1,
    id,
    status: 'created',
    created: created.toISOString(),
    sequence,
    seed,
    paramsDigest: createHash('sha256').update(params.text).digest('hex'),
    epochs: 0,
    sessions: [newSession(0, init.versions(), data?.facts)],
    result: null,
    error: null,
    problems: [],
    ...(rerunOf === undefined ? {} : { rerunOf }),
    ...(extraArgs === undefined ? {} : { extraArgs: extraArgs === null ? null : [...extraArgs] }),
  }
  writeRunRecord(dir, record)
  data?.keep()
  const epochs = new EpochRecords(dir, { ...init.options, checkpoints: [] })
  // Nothing that may fail comes after it: links would stay without a run.
  announce?.()
  // In a loop written by hand the first epoch begins now, as far as anybody can tell; a fit says when it does.
  epochs.startClock()
  return new Recorder(init, record, new HeldRun(dir, record, lock, epochs))
}
