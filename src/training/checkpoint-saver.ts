import type { LayersModel } from '@tensorflow/tfjs'
import { join } from 'node:path'
import type { CheckpointFiles } from '../checkpoint/commit'
import { candidates, namesToKeep, type KeepRule } from '../checkpoint/keep'
import type { ByteLimits } from '../checkpoint/limits'
import { FileError } from '../errors'
import { wholeCheckpoints } from '../checkpoint/manifest'
import { settleCheckpoints } from '../checkpoint/prune'
import { saveCheckpoint } from '../checkpoint/save'
import { checkpointFolder } from '../layout/checkpoint-folder'
import { DIRS } from '../layout/names'
import type { HeldRun } from '../run/held-run'
import type { Metrics } from '../run/metrics'
import type { Recorder } from '../run/recorder'
import { reportLate } from '../run/report-late'
import { checkpointFiles } from './checkpoint-files'
import { SaveLimits } from './save-limits'
import type { Tensorflow } from './tensorflow'
import type { TrainingFacts } from './training-state'

/** When a fit saves checkpoints, and which stay. */
export interface CheckpointRule extends KeepRule, ByteLimits {
  /** A fit saves every so many epochs, and at its end. */
  saveEvery: number
}

// Without a rule only the user saves, and what the user saved stays.
const KEEP_ALL: KeepRule = { keepBest: Infinity, keepLast: Infinity }

/** What is saved: a model, and where its training stands. */
export interface Snapshot {
  model: LayersModel
  metrics: Metrics
  facts: TrainingFacts
}

/** Saves checkpoints of one run: bytes are copied out at once and written by a thread, one save in flight. */
export class CheckpointSaver {
  readonly #recorder: Recorder
  readonly #tf: () => Tensorflow
  readonly #rule: CheckpointRule | false
  readonly #limits: SaveLimits
  /** Ends when the last save has; never rejects. */
  #queue: Promise<unknown> = Promise.resolve()
  /** What made a save in the background fail, until it is told. */
  #failure: { error: unknown } | undefined
  #lastSaved = 0
  /** The epoch of the last save by the rule that has begun. */
  #lastBegun = 0
  /** Whether the folder may hold what the rule does not keep: a kill may have met the last save before that went. */
  #isUnsettled = false

  constructor(recorder: Recorder, tf: () => Tensorflow, rule: CheckpointRule | false) {
    this.#recorder = recorder
    this.#tf = tf
    this.#rule = rule
    this.#limits = new SaveLimits(recorder, rule || KEEP_ALL)
  }

  get #models(): string {
    return join(this.#recorder.init.dir, DIRS.models)
  }

  /** The run goes on where a process left it. */
  onRestore(): void {
    this.#isUnsettled = true
  }

  /** A fit begins. */
  onTrainBegin(): void {
    this.#lastSaved = 0
    this.#lastBegun = 0
    // That of a fit which ended by another error.
    const error = this.#failure?.error
    this.#failure = undefined
    if (error instanceof FileError) this.#recorder.faults.note(error.code, error.message)
  }

  /** Whether a fit that ended in the middle of the next epoch would lose this one. */
  wouldLose({ facts }: Snapshot): boolean {
    return this.#rule !== false && this.#lastBegun < facts.epoch
  }

  /** At the end of an epoch of a fit: saves when the rule asks for it and would keep the checkpoint. */
  async onEpochEnd(snapshot: Snapshot): Promise<void> {
    if (this.#rule === false || snapshot.facts.epoch % this.#rule.saveEvery !== 0) return
    await this.#saveIfKept(snapshot)
  }

  /**
   * At the end of a fit: saves the last epoch when that was not done, and waits until all is on disk, and nothing but what
   * the rule keeps.
   */
  async onTrainEnd(snapshot: Snapshot | undefined): Promise<void> {
    await this.settled()
    if (this.#rule !== false && snapshot !== undefined && snapshot.facts.epoch > this.#lastSaved)
      await this.#saveIfKept(snapshot)
    await this.settled()
    this.#tellFailure()
    if (this.#isUnsettled && this.#rule !== false && !this.#recorder.isClosed) await this.#settle(this.#rule)
  }

  /** Saves in any case; gives the name of the checkpoint's folder once it is on disk. */
  async save(snapshot: Snapshot): Promise<string> {
    return (await this.#copyAndWrite(snapshot, true)).written as Promise<string>
  }

  /** Waits for the save in flight, whatever comes of it. */
  async settled(): Promise<void> {
    await this.#queue
  }

  async #saveIfKept(snapshot: Snapshot): Promise<void> {
    await this.settled()
    this.#tellFailure()
    if (this.#recorder.isClosed || !this.#wouldKeep(snapshot)) return
    await this.#copyAndWrite(snapshot, false)
  }

  async #settle(rule: KeepRule): Promise<void> {
    this.#isUnsettled = false
    const { epochs } = this.#recorder.hold()
    try {
      const staying = await settleCheckpoints(this.#models, rule, epochs.keeper.monitor)
      epochs.setCheckpoints(staying.map(({ epoch, name }) => [epoch, name]))
    } catch (error) {
      this.#recorder.handle(error)
    }
  }

  /** Has the recorder say what follows from a save that failed in the background. */
  #tellFailure(): void {
    const failure = this.#failure
    this.#failure = undefined
    if (failure === undefined) return
    if (this.#recorder.isClosed) reportLate(failure.error, this.#recorder.init.dir, this.#recorder.faults)
    else this.#recorder.handle(failure.error)
  }

  #wouldKeep({ facts: { epoch }, metrics }: Snapshot): boolean {
    const { name, mode } = this.#recorder.hold().epochs.keeper.monitor
    const list = candidates(wholeCheckpoints(this.#models), name)
    const ordinal = 1 + list.filter((each) => each.epoch === epoch).length
    const next = {
      name: checkpointFolder(epoch, metrics[name], ordinal),
      epoch,
      ordinal,
      value: metrics[name],
    }
    return namesToKeep([...list, next], this.#rule as CheckpointRule, mode).has(next.name)
  }

  /**
   * Returns when the bytes are copied out, with a promise of their being on disk: of the folder's name, undefined when a
   * limit forbids the save. What the user asks for is saved in any case.
   */
  async #copyAndWrite(
    snapshot: Snapshot,
    isAsked: boolean,
  ): Promise<{ written: Promise<string | undefined> }> {
    const { model, facts } = snapshot
    if (!isAsked) this.#lastBegun = facts.epoch
    const held = this.#recorder.hold()
    const copied = checkpointFiles(this.#tf(), model, facts)
    const written = held.inTurn(async () => {
      const files = await copied
      try {
        if (
          !isAsked &&
          !this.#limits.allow(held, this.#models, { epoch: facts.epoch, metrics: snapshot.metrics, files })
        )
          return undefined
        const name = await this.#commit(held, snapshot, files, isAsked)
        if (!isAsked) this.#lastSaved = facts.epoch
        return name
      } catch (error) {
        if (!isAsked) this.#onFailure(error, held)
        throw error
      }
    })
    this.#queue = written.catch(() => undefined)
    await copied
    return { written }
  }

  async #commit(
    held: HeldRun,
    snapshot: Snapshot,
    files: CheckpointFiles,
    isAsked: boolean,
  ): Promise<string> {
    const {
      metrics,
      facts: { epoch },
    } = snapshot
    const { keeper, completed } = held.epochs
    const content = {
      epoch,
      metrics,
      monitor: keeper.monitor.name,
      logRows: Math.min(epoch, completed),
      files,
    }
    const rule = this.#rule === false ? KEEP_ALL : this.#rule
    const { monitor } = keeper
    held.checkLock()
    const saved = await saveCheckpoint({ models: this.#models, content, rule, monitor, isAsked })
    this.#isUnsettled = false
    held.epochs.setCheckpoints(saved.staying)
    return saved.name
  }

  #onFailure(error: unknown, held: HeldRun): void {
    if (this.#recorder.held === held) this.#failure = { error }
    // The run was given up meanwhile, so nobody will ask.
    else reportLate(error, this.#recorder.init.dir, this.#recorder.faults)
  }
}
