import { join } from 'node:path'
import { RunError } from '../errors'
import { identify, type Identity, type IdentityOptions } from '../identity/identify'
import { sameExperiment } from '../identity/same-experiment'
import { DIRS } from '../layout/names'
import { deepFreeze } from '../params/freeze'
import type { JsonObject } from '../params/types'
import { createRun } from '../run/create'
import { dataLook, type Fingerprint } from '../run/data/fingerprint'
import { claimExperiment, findExperiment } from '../run/experiment'
import { tryExperimentLock, withExperimentLock } from '../run/experiment-lock'
import type { Versions } from '../run/provenance'
import { findRun, readRun } from '../run/read'
import type { Recorder } from '../run/recorder'
import { openRoot } from '../run/root'
import { isStillHeld, runsOnDisk, type RunOnDisk } from '../run/stored-runs'
import { goOnWith, openRunFolder } from '../training/open-run'
import { randomSeed } from '../training/random/generator'
import { checkpointsIn, Run } from '../training/run'
import { resolveRunOptions, type RunOptions } from '../training/run-options'
import { findTensorflow, loadedTensorflow, versionsOf, type Tensorflow } from '../training/tensorflow'
import { differencesOf, isSame, type Wanted } from './same-run'

/** Which runs count, and how they are recorded. */
export interface RequestOptions {
  root: string
  identity: IdentityOptions
  seed: number | undefined
  match: 'params' | 'experiment'
  takeover: boolean
  recording: RunOptions
  /** Whether `exman rerun` asks for it, so that it is to be a new run. */
  isRerun: boolean
  /** The words of the script's command line that the parameters do not stand for: see `RunRecord`. */
  extraArgs?: readonly string[] | null
  /** Whether it is for a script that may train or not: it needs no TensorFlow.js, and its end is that of the run. */
  isOfScript: boolean
}

/** A wish for a run of these parameters: finds what is there, opens it, or makes a new one. */
export class RunRequest<P extends object> {
  readonly wanted: Wanted
  /** Whether `exman rerun` asks for it. */
  readonly isRerun: boolean
  readonly #options: RequestOptions
  readonly #identity: Identity
  readonly #parent: string
  readonly #isDebug: boolean
  readonly #data: (() => Fingerprint) | undefined

  constructor(params: JsonObject, options: RequestOptions) {
    const { seed, match, identity } = options
    this.wanted = { params, seed, match, identity }
    this.#options = options
    this.isRerun = options.isRerun
    this.#identity = identify(params, identity)
    this.#isDebug = params.debug === true
    this.#data = dataLook(options.recording.data, options.root)
    this.#parent = this.#isDebug ? join(options.root, DIRS.debug) : options.root
  }

  /** Looks at the data that is to be recorded; before anything is written, as it may not be there. Throws FileError. */
  lookAtData(): void {
    this.#data?.()
  }

  /** The runs of the experiment on disk, oldest first. */
  onDisk(): RunOnDisk[] {
    const experiment = findExperiment(this.#parent, this.#identity)
    if (experiment === undefined) return []
    return runsOnDisk(join(this.#parent, experiment), this.#options)
  }

  /** Whether a run is still held, by whoever. */
  isHeld(run: RunOnDisk): boolean {
    return isStillHeld(run.place.dir, this.#options)
  }

  /** Those of them that count as the same. */
  same(runs: readonly RunOnDisk[]): RunOnDisk[] {
    return runs.filter((run) => isSame(run, this.wanted))
  }

  /** Does something while no other process chooses a run of the experiment, whose folder is made when missing. */
  inTurn<T>(action: () => T): T {
    return withExperimentLock(this.#claimed(), action)
  }

  /** The same if that can be done at once; undefined while another process chooses. */
  ifFree<T>(action: () => T): { value: T } | undefined {
    return tryExperimentLock(this.#claimed(), action)
  }

  /** Makes a new run, held by this process; with `isSeeded` it gets a seed when none was given. */
  create({ isSeeded }: { isSeeded: boolean }): Run<P> {
    const { recording, checkpoint, gracefulStop } = this.#resolved()
    // Before anything is written: a run without tfjs would stay empty.
    const tf = this.#tensorflow()
    const { params, seed } = this.wanted
    const recorder: Recorder = createRun({
      root: this.#options.root,
      identity: this.#identity,
      params,
      debug: this.#isDebug,
      seed: seed ?? (isSeeded ? randomSeed() : null),
      isWholeScript: this.#options.isOfScript,
      extraArgs: this.#options.extraArgs,
      data: this.#data,
      options: recording,
      versions: () => this.#versions(),
      checkpoints: () => checkpointsIn(recorder.init.dir),
    })
    return new Run<P>(deepFreeze(params as P), recorder, { checkpoint, gracefulStop, tf, isNew: true })
  }

  /** Opens a run for reading. */
  open(dir: string): Run<P> {
    const { recording, takeover, isOfScript: isWholeScript } = this.#options
    const setup = { ...recording, takeover, isWholeScript, lookAtData: this.#data }
    return openRunFolder<P>(dir, setup, () => this.#versions())
  }

  /** Opens a run to go on with it; this process then holds it. Throws `EXMAN_RUN_HELD`. */
  goOn(dir: string): Run<P> {
    this.#tensorflow()
    return goOnWith(this.open(dir))
  }

  /** The folder of a run that is named. Throws `EXMAN_RUN_MISMATCH` when it is not of these parameters, or this seed. */
  named(id: string): string {
    const dir = findRun(id, this.#options.root)
    const run = readRun(dir)
    const why = this.#mismatch(run)
    if (why === undefined) return dir
    const text = `${run.place.id} cannot go on with these parameters: ${why}. Give those it was made with, or begin a new run.`
    throw new RunError('EXMAN_RUN_MISMATCH', text, { run: run.place.id })
  }

  #mismatch(run: ReturnType<typeof readRun>): string | undefined {
    const { seed, match, identity } = this.wanted
    if (run.place.dir.startsWith(join(this.#options.root, DIRS.debug, '/')) !== this.#isDebug)
      return 'one of them is for debugging, and the other is not'
    const isOfExperiment = sameExperiment(identify(run.params, identity), this.#identity)
    const paths = differencesOf(run, this.wanted)
    if (!isOfExperiment || (match === 'params' && paths !== '')) return `they differ in ${paths}`
    if (seed !== undefined && run.record.seed !== seed)
      return `its seed is ${run.record.seed ?? 'not set'}, not ${seed}`
    return undefined
  }

  #claimed(): string {
    openRoot(this.#options.root, 'keyed')
    return join(this.#parent, claimExperiment(this.#parent, this.#identity))
  }

  #resolved() {
    return resolveRunOptions(this.#options.recording, { takeover: this.#options.takeover })
  }

  #tensorflow(): Tensorflow | undefined {
    const find = this.#options.isOfScript ? loadedTensorflow : findTensorflow
    return find(this.#resolved().tf)
  }

  #versions(): Partial<Versions> {
    return versionsOf(this.#tensorflow())
  }
}
