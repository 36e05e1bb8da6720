import { join } from 'node:path'
import { RunError } from '../errors'
import { DIRS } from '../layout/names'
import { deepFreeze } from '../params/freeze'
import { differingPaths } from '../params/differences'
import { showText } from '../params/show'
import type { DeepReadonly, JsonObject } from '../params/types'
import { withExperimentLock } from '../run/experiment-lock'
import { createNamedRun, openNamedRoot, type NamedSetup } from '../run/named/create'
import { takeFromFails } from '../run/named/fails'
import { newestUnfinished } from '../run/named/unfinished'
import { findRun, readRun, type StoredRun } from '../run/read'
import type { Recorder } from '../run/recorder'
import { rerunRequest } from '../run/rerun-request'
import { goOnWith, openStoredRun } from '../training/open-run'
import { randomSeed } from '../training/random/generator'
import { checkpointsIn, Run } from '../training/run'
import { resolveRunOptions, type RunOptions } from '../training/run-options'
import { loadedTensorflow, versionsOf } from '../training/tensorflow'

/** A wish for a run of some arguments in the named layout. */
export interface NamedWish extends Omit<NamedSetup, 'options' | 'versions' | 'checkpoints' | 'seed'> {
  seed: number | undefined
  recording: RunOptions
  /** Those of the arguments that are computed anew at each start. */
  computed: readonly string[]
}

/** Makes a new run, held by this process. Throws FileError. */
export function newNamedRun(wish: NamedWish, { isSeeded }: { isSeeded: boolean }): Run {
  const { recording, seed, ...setup } = wish
  const { recording: options, checkpoint, gracefulStop, tf } = resolveRunOptions(recording)
  const recorder: Recorder = createNamedRun({
    ...setup,
    seed: seed ?? rerunRequest()?.seed ?? (isSeeded ? randomSeed() : null),
    isWholeScript: true,
    options,
    versions: () => versionsOf(loadedTensorflow(recording.tf)),
    checkpoints: () => checkpointsIn(recorder.init.dir),
  })
  return new Run<JsonObject>(paramsOf(wish), recorder, { checkpoint, gracefulStop, tf, isNew: true })
}

/** Goes on with the newest unfinished run of the same arguments, or makes one. Throws `EXMAN_RUN_HELD`. */
export function newestNamedRun(wish: NamedWish): Run {
  const { root, isTemporary, seed } = wish
  openNamedRoot(root)
  const folder = join(root, isTemporary ? DIRS.tmp : DIRS.runs)
  return withExperimentLock(folder, () => {
    const isSame = (run: StoredRun) =>
      (seed === undefined || run.record.seed === seed) && differencesOf(run, wish).length === 0
    const found = newestUnfinished(folder, isSame)
    return found === undefined ? newNamedRun(wish, { isSeeded: true }) : goOn(found, wish)
  })
}

/** Goes on with the run that is named. Throws `EXMAN_RUN_NOT_FOUND`, `EXMAN_RUN_MISMATCH`, `EXMAN_RUN_HELD`. */
export function namedRun(resume: string, wish: NamedWish): Run {
  const dir = findRun(resume, wish.root)
  const run = readRun(dir)
  const paths = differencesOf(run, wish)
  if (paths.length > 0) {
    const text = `${run.place.id} cannot go on with these arguments: they differ in ${paths.map((path) => showText(path)).join(', ')}. Leave them out, or begin a new run with --config.`
    throw new RunError('EXMAN_RUN_MISMATCH', text, { run: run.place.id })
  }
  return goOn(readRun(takeFromFails(wish.root, dir)), wish)
}

function goOn(stored: StoredRun, { recording, workTree, data }: NamedWish): Run {
  const versions = () => versionsOf(loadedTensorflow(recording.tf))
  return goOnWith(
    openStoredRun<JsonObject>(
      stored,
      { ...recording, isWholeScript: true, workTree, lookAtData: data },
      versions,
    ),
  )
}

function differencesOf(run: StoredRun, wish: NamedWish): string[] {
  const given = (args: object) =>
    Object.fromEntries(Object.entries(args).filter(([name]) => !wish.computed.includes(name)))
  return differingPaths(given(run.params), given(wish.args))
}

function paramsOf({ args }: NamedWish): DeepReadonly<JsonObject> {
  return deepFreeze(structuredClone(args) as JsonObject)
}
