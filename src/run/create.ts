import { join } from 'node:path'
import { claimFolder, folderExists, jsonText } from '../files'
import type { Identity } from '../identity/identify'
import { DIRS, FILES } from '../layout/names'
import { parseRunFolder, runFolder, runFolders } from '../layout/run-folder'
import { runId } from '../layout/run-id'
import type { JsonObject } from '../params/types'
import { beginRun } from './begin'
import { claimExperiment } from './experiment'
import type { Recorder } from './recorder'
import type { RecorderInit } from './recording'
import { rerunRequest } from './rerun-request'
import { openRoot } from './root'
import { nextSequence } from './sequence'

/** Makes the folder of a new run: claims the name, takes the lock, writes hyperparameters.json and run.json. */
export function createRun(
  setup: Omit<RecorderInit, 'id' | 'dir'> & {
    identity: Identity
    params: JsonObject
    debug: boolean
    seed: number | null
    extraArgs?: readonly string[] | null | undefined
  },
): Recorder {
  const { root, identity, params, debug, seed, extraArgs } = setup
  // What may fail because of what was asked for comes before anything is written.
  const rerunOf = rerunRequest()?.of
  setup.data?.()
  openRoot(root, 'keyed')
  const parent = debug ? join(root, DIRS.debug) : root
  const experiment = claimExperiment(parent, identity)
  const now = new Date()
  const sequence = nextSequence(root, now)
  const run = claimRun(join(parent, experiment), now)
  const dir = join(parent, experiment, run)
  const id = runId({ debug, experiment, run })
  const file = { name: FILES.params, text: jsonText(params) }
  return beginRun({ ...setup, id, dir }, { created: now, sequence, seed, params: file, rerunOf, extraArgs })
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
