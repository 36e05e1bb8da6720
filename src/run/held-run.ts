import { join, resolve } from 'node:path'
import { FileError, warn } from '../errors'
import { FolderLock, sweepTemporary } from '../files'
import { DIRS } from '../layout/names'
import { EpochRecords } from './epoch-records'
import { isThisProcess } from './provenance'
import {
  readRunRecord,
  writeRunRecord,
  type RecordedError,
  type RecordedStatus,
  type RunRecord,
  type Session,
} from './record'
import type { RecorderInit } from './recording'
import { runHeld, runLost } from './run-errors'
import { newSession } from './session'

// By folder: what is in memory is newer than what is on disk.
const heldRuns = new Map<string, HeldRun>()

/** The run in a folder as this process holds it; `undefined` when it does not. */
export function heldRunAt(dir: string): HeldRun | undefined {
  return heldRuns.get(resolve(dir))
}

/**
 * The writing half of a run: it exists while this process holds the run's lock. That is as long as somebody owns it, and
 * beyond that until everything has been written that was under way.
 */
export class HeldRun {
  readonly dir: string
  readonly record: RunRecord
  readonly epochs: EpochRecords
  readonly #lock: FolderLock
  #isOwned = true
  #writers = 0
  readonly #whenFree: (() => void)[] = []
  #queue: Promise<unknown> = Promise.resolve()
  #isUnsaved = true

  constructor(dir: string, record: RunRecord, lock: FolderLock, epochs: EpochRecords) {
    this.dir = dir
    this.record = record
    this.epochs = epochs
    this.#lock = lock
    epochs.guard(() => this.checkLock())
    heldRuns.set(resolve(dir), this)
  }

  /** Whether its owner has trained or logged, not only looked after the folder. */
  isStarted = false

  /** The session of this process. */
  get session(): Session {
    return this.record.sessions.at(-1)!
  }

  /** Throws `EXMAN_RUN_HELD` when another process has taken the run over, as `takeover` lets it: then it is no longer ours. */
  checkLock(): void {
    const holder = this.#lock.takenBy()
    if (holder !== undefined) throw runLost(this.record.id, holder)
  }

  /** Writes run.json. */
  save(): void {
    this.checkLock()
    this.#isUnsaved = true
    this.record.epochs = this.epochs.completed
    writeRunRecord(this.dir, this.record)
    this.#isUnsaved = false
  }

  /** Marks the run as running, if it is not yet; the error that ended it before becomes a problem. */
  start(): void {
    this.checkLock()
    const isFirst = !this.isStarted
    this.isStarted = true
    this.epochs.startClock()
    // The first time it is written in any case: what another process left may say `running`, and lack this session.
    const isRunning = !isFirst && ['running', 'diverged'].includes(this.record.status)
    if (isRunning && !this.#isUnsaved) return
    if (!isRunning) {
      this.record.status = 'running'
      const { error } = this.record
      if (error !== null) {
        const { code = error.name, message } = error
        this.record.problems.push({ at: new Date().toISOString(), code, message })
      }
      this.record.error = null
      Object.assign(this.session, { ended: null, toEpoch: null, end: null })
    }
    this.save()
  }

  /** The same before it is trained: the clock of a run that goes on stands still until then. */
  startUntrained(): void {
    this.start()
    if (this.epochs.completed > 0) this.epochs.pauseClock()
  }

  /** Ends the session in memory; `save` writes it. `exited` leaves the status as it is. */
  end(status: RecordedStatus | 'exited', error: RecordedError | null): void {
    this.epochs.pauseClock()
    // Something done beside the training of a session that has ended: its end stays.
    if (status === 'exited' && this.session.end !== null) return
    if (status !== 'exited') this.record.status = status
    if (error !== null) this.record.error = error
    const now = new Date().toISOString()
    // A clock set back must not make the session end before it began.
    const ended = now > this.session.started ? now : this.session.started
    Object.assign(this.session, { ended, toEpoch: this.epochs.completed, end: status })
  }

  /** Keeps the lock at least until `work` is over, also when the owner gives the run up before. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#writers += 1
    try {
      return await work()
    } finally {
      this.#writers -= 1
      this.#releaseIfFree()
      if (this.#writers === 0) for (const tell of this.#whenFree.splice(0)) tell()
    }
  }

  /** Waits until all work is over that `during` was given. */
  async settled(): Promise<void> {
    while (this.#writers > 0) await new Promise<void>((resolve) => this.#whenFree.push(resolve))
  }

  /** As `during`, for work that must not meet other work of its kind: each waits for the one before. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#queue
    const done = this.during(async () => {
      await before
      return work()
    })
    this.#queue = done.catch(() => undefined)
    return done
  }

  /** The owner is done with it. */
  giveUp(): void {
    this.#isOwned = false
    this.isStarted = false
    this.#releaseIfFree()
  }

  /** Takes up what its owner has given up; false when it has one. */
  takeUp(): boolean {
    if (this.#isOwned) return false
    this.#isOwned = true
    return true
  }

  #releaseIfFree(): void {
    if (this.#isOwned || this.#writers > 0) return
    try {
      this.#lock.release()
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      // The run is over all the same; who wants it in this process takes it up where it lies.
      return warn('EXMAN_WRITE_SKIPPED', `${this.record.id}: ${error.message}`)
    }
    heldRuns.delete(resolve(this.dir))
  }
}

/** Takes hold of a run on disk; the second value says whether that began a new session. */
export function holdRun(init: RecorderInit, known: RunRecord): [HeldRun, boolean] {
  const lingering = heldRunAt(init.dir)
  if (lingering?.takeUp() === true) return [lingering, false]
  // Before the lock: it may take long, or fail.
  const data = init.data?.()
  const lock = lockRun(init.dir, init.id, init.options.takeover)
  try {
    // Nobody else writes here now, so what lies about half-made is of processes that are gone.
    sweepTemporary(init.dir)
    sweepTemporary(join(init.dir, DIRS.models))
    const record = readRunRecord(init.dir) ?? known
    const epochs = new EpochRecords(init.dir, { ...init.options, checkpoints: init.checkpoints() })
    const last = record.sessions.at(-1)
    const isOurs = last !== undefined && isThisProcess(last.process)
    if (!isOurs) {
      if (last?.end === null) Object.assign(last, { end: 'lost', toEpoch: epochs.completed })
      record.sessions.push(newSession(epochs.completed, init.versions(), data?.facts))
      data?.keep()
    }
    return [new HeldRun(init.dir, record, lock, epochs), !isOurs]
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Takes the lock of a run folder. Throws `EXMAN_RUN_HELD`, naming the holder, when a process has it. */
export function lockRun(dir: string, id: string, takeover = false): FolderLock {
  const result = FolderLock.acquire(dir, { takeover })
  if (result.lock !== undefined) return result.lock
  throw runHeld(id, result.heldBy, result.judged)
}
