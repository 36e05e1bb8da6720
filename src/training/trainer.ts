import type { CustomCallback, History, LayersModel } from '@tensorflow/tfjs'
import { join } from 'node:path'
import { RunError } from '../errors'
import { DIRS } from '../layout/names'
import type { Recorder } from '../run/recorder'
import type { LogRow } from '../run/run-folder'
import { joinCallbacks, type UserCallback } from './callbacks/join-callbacks'
import { observeFits } from './callbacks/observe-fits'
import { runCallback } from './callbacks/run-callback'
import { CheckpointSaver, type CheckpointRule } from './checkpoint-saver'
import { FitFollower } from './fit-follower'
import { GracefulStop } from './graceful-stop'
import { historyOf } from './history'
import { checkModel } from './model-bytes'
import { randomSeed, stream } from './random/generator'
import { withRandom } from './random/random-hold'
import { restoreModel } from './restore'
import { findTensorflow, type Tensorflow } from './tensorflow'

/** How a run trains. */
export interface TrainerSetup {
  checkpoint: CheckpointRule | false
  gracefulStop: boolean
  tf: Tensorflow | undefined
  /** Whether the run was made by this process just now, so that there is nothing to go on from. */
  isNew: boolean
}

/** Trains a run: its callbacks, where it goes on from, its chance, and how a signal ends it. */
export class Trainer {
  readonly saver: CheckpointSaver
  readonly #recorder: Recorder
  readonly #setup: TrainerSetup
  readonly #stop: GracefulStop
  #ours: { callback: CustomCallback; follower: FitFollower } | undefined
  /** Whether the run stands where this process has brought it. */
  #isLive: boolean
  /** How many calls of `fit` have not ended. */
  #fits = 0
  #seededCalls = 0

  constructor(recorder: Recorder, setup: TrainerSetup) {
    this.#recorder = recorder
    this.#setup = setup
    this.#isLive = setup.isNew
    this.saver = new CheckpointSaver(recorder, () => this.tf, setup.checkpoint)
    this.#stop = new GracefulStop({
      isFitting: () => recorder.fit !== undefined,
      end: async (signal) => {
        await this.saver.settled()
        return recorder.interrupt(signal)
      },
    })
  }

  get tf(): Tensorflow {
    return findTensorflow(this.#setup.tf)
  }

  /** What follows the fits that the run's callback is given to. */
  get follower(): FitFollower {
    return this.#callback.follower
  }

  /** The run's callback behind the user's own. */
  callbacks(mine: UserCallback | readonly UserCallback[] = []): CustomCallback[] {
    const { callback, follower } = this.#callback
    const list = Array.isArray(mine) ? (mine as readonly UserCallback[]) : [mine as UserCallback]
    return joinCallbacks(this.tf, list, callback, (error) => follower.onHookError(error))
  }

  /** Puts model and records back to the newest checkpoint; the epochs complete, Infinity when training had come to its end. */
  async restore(model: LayersModel): Promise<number> {
    checkModel(model)
    const models = join(this.#recorder.init.dir, DIRS.models)
    const state = await this.#recorder.borrow(() => restoreModel(this.tf, model, this.#recorder, models))
    this.#isLive = true
    this.saver.onRestore()
    if (state === undefined) return 0
    this.follower.restore(state, model)
    return state.stopped ? Infinity : state.epoch
  }

  /** Whether a call of `fit` goes on. */
  get isFitting(): boolean {
    return this.#fits > 0
  }

  /** Has `train` do the epochs that are left of `epochs`; gives the history of all of them. */
  async fit(
    model: LayersModel,
    epochs: number,
    { train, readLog }: { train: (initialEpoch: number) => Promise<unknown>; readLog: () => LogRow[] },
  ): Promise<History> {
    checkModel(model)
    this.#fits += 1
    try {
      return await this.#fit(model, epochs, { train, readLog })
    } finally {
      this.#fits -= 1
    }
  }

  async #fit(
    model: LayersModel,
    epochs: number,
    { train, readLog }: { train: (initialEpoch: number) => Promise<unknown>; readLog: () => LogRow[] },
  ): Promise<History> {
    this.#recorder.seedIfNew(randomSeed)
    const isLive = this.#isLive || this.#recorder.hasAdded
    // One that was compiled again since, for this fit, has an optimizer that knows nothing.
    const { restored } = this.follower
    const isNewOptimizer = restored !== undefined && restored.optimizer !== model.optimizer
    if (!isLive || isNewOptimizer) await this.restore(model)
    const { completed } = this.#recorder.holdOpen().epochs
    const initialEpoch = this.follower.restored?.stopped === true ? Infinity : completed
    if (epochs > initialEpoch) await this.#train(() => train(initialEpoch))
    else {
      await this.saver.onTrainEnd(undefined)
      this.follower.skipFit(epochs)
      this.#recorder.skipFit()
    }
    return historyOf(this.tf, readLog())
  }

  /** Runs `body` with numbers of its own, the same at each first, second, … call of a process. */
  seeded<T>(body: () => T): T {
    this.#recorder.seedIfNew(randomSeed)
    const { seed } = this.#recorder.record
    if (seed === null) return body()
    this.#seededCalls += 1
    return withRandom(this.#recorder.init.id, stream(seed, `seeded ${this.#seededCalls}`), body)
  }

  /** Runs the body of an experiment: seeded, and to be ended by a signal in good order. */
  async perform<T>(body: () => T | Promise<T>): Promise<T> {
    const { seed } = this.#recorder.record
    const work = async () => body()
    this.#recorder.keepOpen()
    const unwatch = this.#stop.watch()
    try {
      return await (seed === null ? work() : withRandom(this.#recorder.init.id, stream(seed, 'body'), work))
    } finally {
      unwatch()
    }
  }

  async #train(train: () => Promise<unknown>): Promise<void> {
    const unwatch = this.#stop.watch()
    try {
      await train()
    } catch (error) {
      // What tfjs itself throws no callback hears of.
      if (!(error instanceof RunError)) this.#recorder.fail(error, { isFinal: false })
      throw error
    } finally {
      unwatch()
    }
  }

  get #callback(): { callback: CustomCallback; follower: FitFollower } {
    return (this.#ours ??= this.#makeCallback())
  }

  #makeCallback(): { callback: CustomCallback; follower: FitFollower } {
    const tf = this.tf
    observeFits(tf)
    const options = { stop: this.#stop, isGraceful: this.#setup.gracefulStop }
    const follower = new FitFollower(this.#recorder, this.saver, () => tf, options)
    return { callback: runCallback(tf, follower), follower }
  }
}
