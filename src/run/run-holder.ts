import { FileError } from '../errors'
import { changedData } from './data/changed-data'
import { unwatchExit, watchExit, type EndsAtExit } from './exit-hook'
import { followGit } from './git-record'
import { heldRunAt, holdRun, type HeldRun } from './held-run'
import type { RunRecord } from './record'
import type { RecorderInit } from './recording'
import { WriteFaults } from './write-faults'

/**
 * Has hold of a run: it takes the run's lock at the first write and gives it back at the end. What follows from a write
 * that fails is the same for all of them.
 */
export abstract class RunHolder implements EndsAtExit {
  readonly init: RecorderInit
  readonly faults: WriteFaults
  #held: HeldRun | undefined
  #record: RunRecord
  #git: Promise<void> = Promise.resolve()

  constructor(init: RecorderInit, record: RunRecord, held?: HeldRun) {
    this.init = init
    this.faults = new WriteFaults(init)
    this.#record = record
    if (held !== undefined) this.#adopt(held, true)
  }

  abstract endAtExit(exitCode: number, uncaught: unknown): void
  abstract fail(error: unknown, options: { isFinal: boolean }): void
  /** Gives back a run that was taken for something beside the training. */
  protected abstract leave(held: HeldRun): void

  /** The writing half while this process owns it. */
  get held(): HeldRun | undefined {
    return this.#held
  }

  /** The record as this process last knew it. */
  get record(): RunRecord {
    return this.#held?.record ?? this.#record
  }

  /** The writing half; takes the lock when this process does not have it. */
  hold(): HeldRun {
    return this.#held ?? this.#adopt(...holdRun(this.init, this.#record))
  }

  /** Does something beside the training, giving the run back afterwards if it was not held for that. */
  async borrow<T>(action: (held: HeldRun) => Promise<T>): Promise<T> {
    const wasHeld = this.#held !== undefined
    const held = this.hold()
    try {
      return await held.during(() => action(held))
    } finally {
      if (this.#held === held) this.giveBack(held, wasHeld)
    }
  }

  /** What follows from a failed write: it fails the run and is thrown, or is recorded and passed over. */
  handle(error: unknown): void {
    if (this.faults.takes(error)) return
    if (error instanceof FileError) this.fail(error, { isFinal: false })
    throw error
  }

  /** Waits until the state of git is written, or cannot be had; the epochs' clock stands still. */
  async waitForGit(): Promise<void> {
    this.#held?.epochs.pauseClock()
    await this.#git
    this.#held?.epochs.startClock()
  }

  /** Waits until nothing is under way in the run's folder. */
  async settled(): Promise<void> {
    await this.#git
    await heldRunAt(this.init.dir)?.settled()
  }

  protected attempt(action: (held: HeldRun) => void): void {
    try {
      action(this.hold())
    } catch (error) {
      this.handle(error)
    }
  }

  protected giveBack(held: HeldRun, wasHeld: boolean): void {
    if (wasHeld || held.isStarted) return
    this.attempt(() => this.leave(held))
  }

  protected drop(): void {
    const held = this.#held
    this.#record = structuredClone(this.record)
    this.#held = undefined
    unwatchExit(this)
    held?.giveUp()
  }

  #adopt(held: HeldRun, isNewSession: boolean): HeldRun {
    this.#held = held
    watchExit(this)
    if (isNewSession) this.#warnOfOtherData(held)
    if (isNewSession) this.#git = followGit(this, held.record.sessions.length - 1)
    return held
  }

  #warnOfOtherData({ record }: HeldRun): void {
    const text = changedData(record.sessions)
    if (text === undefined) return
    this.faults.note('EXMAN_DATA_CHANGED', text)
    this.faults.warnOnce('EXMAN_DATA_CHANGED', 'data', text)
  }
}
