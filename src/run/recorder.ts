import { FileError, RunError } from '../errors'
import type { Json } from '../params/types'
import { addRow, warnOfFallback } from './add-row'
import { unwatchExit, watchExit, type EndsAtExit } from './exit-hook'
import { FitProgress } from './fit-progress'
import { gitStateNow } from './git-at-exit'
import { followGit } from './git-record'
import { holdRun, type HeldRun } from './held-run'
import type { Metrics } from './metrics'
import type { Versions } from './provenance'
import { recordedError, type RecordedError, type RecordedStatus, type RunRecord } from './record'
import type { RecorderInit } from './recording'
import { processExited, runEnded, wrongEpoch } from './run-errors'
import { WriteFaults } from './write-faults'

/**
 * The life of a run as it is written: status, epochs, end. It takes the run's lock at the first write and gives it
 * back at the end.
 */
export class Recorder implements EndsAtExit {
  readonly init: RecorderInit
  readonly faults: WriteFaults
  #held: HeldRun | undefined
  #record: RunRecord
  #isClosed = false
  #fit: FitProgress | undefined
  #git: Promise<void> = Promise.resolve()

  constructor(init: RecorderInit, record: RunRecord, held?: HeldRun) {
    this.init = init
    this.faults = new WriteFaults(init)
    this.#record = record
    if (held !== undefined) this.#adopt(held, true)
  }

  /** The writing half while this recorder owns it. */
  get held(): HeldRun | undefined {
    return this.#held
  }

  /** The record as this process last knew it. */
  get record(): RunRecord {
    return this.#held?.record ?? this.#record
  }

  /** Whether the run was ended for good, by `finish` or `fail`. */
  get isClosed(): boolean {
    return this.#isClosed
  }

  /** The fit in progress. */
  get fit(): FitProgress | undefined {
    return this.#fit
  }

  /** Waits until the state of git is written, or cannot be had; the epochs' clock stands still. */
  async waitForGit(): Promise<void> {
    this.#held?.epochs.pauseClock()
    await this.#git
    this.#held?.epochs.startClock()
  }

  /** Records metrics at `epoch`: the one in progress, the next, or the last (which is then amended). */
  log(metrics: Metrics, epoch?: number): void {
    const wasHeld = this.#held !== undefined
    const held = this.holdOpen()
    const next = held.epochs.completed + 1
    const target = epoch ?? this.#fit?.epoch ?? next
    if (target !== next && (target !== next - 1 || target === 0)) {
      this.#giveBack(held, wasHeld)
      throw wrongEpoch(target, next)
    }
    // Something added to a run that is over does not begin it again.
    if (target < next && !held.isStarted) {
      this.#attempt(() => addRow(held, metrics, true, this))
      return this.#giveBack(held, wasHeld)
    }
    // Two writes: when the first fails and training goes on, the row is kept all the same.
    this.#attempt(() => this.#start(held))
    this.#attempt(() => {
      if (target === next && this.#fit !== undefined) Object.assign(this.#fit.added, metrics)
      else addRow(held, metrics, target < next, this)
    })
  }

  /** A fit begins, which will log these columns. */
  beginFit(columns: readonly string[], versions: Partial<Versions>): void {
    this.#checkOpen()
    this.#attempt((held) => {
      if (this.#fit !== undefined)
        this.faults.note('EXMAN_FIT_LOST', `A fit ended in epoch ${this.#fit.epoch} without a word.`)
      this.#fit = new FitProgress(held.epochs.completed + 1)
      Object.assign(held.session.versions, versions)
      held.epochs.expect(columns)
      held.epochs.restartClock()
      this.#start(held)
    })
  }

  /** An epoch of a fit begins. */
  beginEpoch(): void {
    this.#fit = new FitProgress(this.holdOpen().epochs.completed + 1, this.#fit)
  }

  /** An epoch of a fit is complete. */
  endEpoch(metrics: Metrics): void {
    this.#checkOpen()
    const all = { ...metrics, ...this.#fit?.added }
    if (this.#fit !== undefined) this.#fit.isWritten = true
    this.#attempt((held) => addRow(held, all, false, this))
  }

  /** A fit is over. */
  endFit(): void {
    this.#fit = undefined
    if (this.#isClosed) return
    this.#attempt((held) => held.epochs.flush())
    this.#attempt((held) => this.#end(held, 'done'))
  }

  /** Ends the run for good. A run that failed or diverged stays so. */
  finish(result: Json | undefined): void {
    if (this.#isClosed && result === undefined && this.#held === undefined) return
    this.#fit = undefined
    this.#attempt((held) => held.epochs.flush())
    this.#attempt((held) => {
      if (result !== undefined) held.record.result = result
      this.#end(held, held.record.status === 'failed' ? 'failed' : 'done')
    })
    this.#isClosed = true
  }

  /**
   * Ends the run as failed; the first error stays. Never throws for a file, so that `error` itself is not hidden.
   * `isFinal` closes the run for good.
   */
  fail(error: unknown, { isFinal }: { isFinal: boolean }): void {
    const isTold = this.#held === undefined && (this.#isClosed || this.#record.status === 'failed')
    this.#isClosed ||= isFinal
    if (isTold && (!isFinal || this.#record.status === 'failed')) return
    this.#fit = undefined
    try {
      const held = this.hold()
      this.#end(held, 'failed', held.record.status === 'failed' ? null : recordedError(error))
    } catch (problem) {
      if (!(problem instanceof FileError) && !(problem instanceof RunError)) throw problem
      const text = `That the run failed could not be recorded. ${problem.message}`
      this.faults.warnOnce('EXMAN_WRITE_SKIPPED', problem.code, text)
    }
  }

  /** Does something beside the training, giving the run back afterwards if it was not held for that. */
  async borrow<T>(action: (held: HeldRun) => Promise<T>): Promise<T> {
    const wasHeld = this.#held !== undefined
    const held = this.hold()
    try {
      return await held.during(() => action(held))
    } finally {
      if (this.#held === held) this.#giveBack(held, wasHeld)
    }
  }

  /** What follows from a failed write: it fails the run and is thrown, or is recorded and passed over. */
  handle(error: unknown): void {
    if (this.faults.takes(error)) return
    if (error instanceof FileError) this.fail(error, { isFinal: false })
    throw error
  }

  /** The writing half; takes the lock when this process does not have it. */
  hold(): HeldRun {
    return this.#held ?? this.#adopt(...holdRun(this.init, this.#record))
  }

  /** Writes the end of the run when the process exits; called by the exit hook. */
  endAtExit(exitCode: number, uncaught: unknown): void {
    const held = this.#held
    if (held === undefined) return
    held.session.git ??= gitStateNow(process.cwd(), [this.init.root])
    // Ended before, but that could not be written.
    const isOver = held.session.end !== null
    const failure = isOver ? undefined : (uncaught ?? processExited(this.init.id, exitCode, this.#fit?.epoch))
    if (failure !== undefined) return this.fail(failure, { isFinal: true })
    try {
      if (held.isStarted) held.epochs.flush()
      this.#end(held, held.isStarted && !isOver ? 'done' : 'exited')
    } catch (error) {
      this.fail(error, { isFinal: true })
    }
  }

  /** The same, of a run that was not ended for good. */
  holdOpen(): HeldRun {
    this.#checkOpen()
    return this.hold()
  }

  #checkOpen(): void {
    if (this.#isClosed) throw runEnded(this.init.id)
  }

  #adopt(held: HeldRun, isNewSession: boolean): HeldRun {
    this.#held = held
    watchExit(this)
    if (isNewSession) this.#git = followGit(this, held.record.sessions.length - 1)
    return held
  }

  #drop(): void {
    const held = this.#held
    this.#record = structuredClone(this.record)
    this.#held = undefined
    unwatchExit(this)
    held?.giveUp()
  }

  #giveBack(held: HeldRun, wasHeld: boolean): void {
    if (wasHeld || held.isStarted) return
    this.#attempt(() => this.#end(held, 'exited'))
  }

  #attempt(action: (held: HeldRun) => void): void {
    try {
      action(this.hold())
    } catch (error) {
      this.handle(error)
    }
  }

  #start(held: HeldRun): void {
    this.faults.settle(held.record.problems)
    // A hand-written loop may have had no backend yet when the run was made.
    if (held.session.versions.backend === null) Object.assign(held.session.versions, this.init.versions())
    held.start()
  }

  #end(held: HeldRun, status: RecordedStatus | 'exited', error: RecordedError | null = null): void {
    warnOfFallback(held, this)
    this.faults.settle(held.record.problems)
    held.end(status === 'done' && held.record.status === 'diverged' ? 'diverged' : status, error)
    try {
      held.save()
    } catch (error) {
      // What could not be written is tried again at exit, but for a folder that is gone.
      if (error instanceof FileError && error.code === 'EXMAN_FOLDER_GONE') this.#drop()
      throw error
    }
    this.#drop()
  }
}
