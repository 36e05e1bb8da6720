import { FileError, RunError, warn, type WarningCode } from '../errors'
import { unwatchExit, watchExit, type EndsAtExit } from './exit-hook'
import { recordGit } from './git-record'
import { holdRun, type HeldRun } from './held-run'
import type { Metrics } from './metrics'
import type { Versions } from './provenance'
import type { RecorderInit } from './recording'
import { recordedError, type RecordedError, type RecordedStatus, type RunRecord } from './record'
import { diverged, processExited, runEnded, wrongEpoch } from './run-errors'
import type { Json } from '../params/types'

/**
 * The life of a run as it is written: status, epochs, end. It takes the run's lock at the first write and gives it
 * back at the end; what a failed write does to the run is decided here and nowhere else.
 */
export class Recorder implements EndsAtExit {
  readonly init: RecorderInit
  #held: HeldRun | undefined
  #record: RunRecord
  #isClosed = false
  #fit: { epoch: number; isWritten: boolean; added: Metrics } | undefined
  #git: Promise<void> = Promise.resolve()
  readonly #warned = new Set<string>()

  constructor(init: RecorderInit, record: RunRecord, held?: HeldRun) {
    this.init = init
    this.#record = record
    if (held !== undefined) this.#adopt(held, true)
  }

  /** The writing half while this process holds the run. */
  get held(): HeldRun | undefined {
    return this.#held
  }

  /** The record as this process last knew it. */
  get record(): RunRecord {
    return this.#held?.record ?? this.#record
  }

  /** Waits until the state of git is written, or cannot be had; the epochs' clock stands still. */
  async waitForGit(): Promise<void> {
    this.#held?.epochs.pauseClock()
    await this.#git
    this.#held?.epochs.startClock()
  }

  /** Records metrics at `epoch`: the one in progress, the next, or the last (which is then amended). */
  log(metrics: Metrics, epoch?: number): void {
    this.#checkOpen()
    const next = this.hold().epochs.completed + 1
    const target = epoch ?? this.#fit?.epoch ?? next
    if (target !== next && (target !== next - 1 || target === 0)) throw wrongEpoch(target, next)
    // Two writes: when the first fails and training goes on, the row is kept all the same.
    this.#attempt((held) => held.start())
    this.#attempt((held) => {
      if (target === next && this.#fit !== undefined) Object.assign(this.#fit.added, metrics)
      else this.#addRow(held, metrics, target < next)
    })
  }

  /** A fit begins, which will log these columns. */
  beginFit(columns: readonly string[], versions: Partial<Versions>): void {
    this.write((held) => {
      this.#fit = { epoch: held.epochs.completed + 1, isWritten: false, added: {} }
      Object.assign(held.session.versions, versions)
      held.epochs.expect(columns)
      held.epochs.restartClock()
      held.start()
    })
  }

  /** An epoch of a fit begins. */
  beginEpoch(): void {
    const added = this.#fit?.isWritten === false ? this.#fit.added : {}
    this.#fit = { epoch: this.hold().epochs.completed + 1, isWritten: false, added }
  }

  /** An epoch of a fit is complete. */
  endEpoch(metrics: Metrics): void {
    this.write((held) => {
      const all = { ...metrics, ...this.#fit?.added }
      if (this.#fit !== undefined) this.#fit.isWritten = true
      this.#addRow(held, all, false)
    })
  }

  /** A fit is over. */
  endFit(): void {
    this.#fit = undefined
    this.write((held) => {
      held.epochs.flush()
      this.#end(held, 'done')
    })
  }

  /** Ends the run for good. A run that failed or diverged stays so. */
  finish(result: Json | undefined): void {
    if (this.#isClosed && result === undefined && this.#held === undefined) return
    this.#fit = undefined
    this.#attempt((held) => {
      if (result !== undefined) held.record.result = result
      held.epochs.flush()
      this.#end(held, held.record.status === 'failed' ? 'failed' : 'done')
    })
    this.#isClosed = true
  }

  /** Ends the run as failed. Never throws for a file, so that `error` itself is not hidden. */
  fail(error: unknown, { isFinal }: { isFinal: boolean }): void {
    const isTold = this.#held === undefined && (this.#isClosed || this.#record.status === 'failed')
    if (isTold && !isFinal) return
    this.#fit = undefined
    this.#isClosed ||= isFinal
    try {
      this.#end(this.hold(), 'failed', recordedError(error))
    } catch (problem) {
      if (!(problem instanceof FileError) && !(problem instanceof RunError)) throw problem
      const text = `That the run failed could not be recorded. ${problem.message}`
      this.warnOnce('EXMAN_WRITE_SKIPPED', problem.code, text)
      this.#drop()
    }
  }

  /** Does something beside the training, giving the run back afterwards if it was not held for that. */
  async borrow<T>(action: (held: HeldRun) => Promise<T>): Promise<T> {
    const held = this.hold()
    try {
      return await action(held)
    } finally {
      if (this.#held === held && !held.isStarted && held.record.status !== 'created')
        this.#end(held, 'exited')
    }
  }

  /** Does something that writes. A failed write marks the run as failed and is thrown, or is recorded and passed over. */
  write(action: (held: HeldRun) => void): void {
    this.#checkOpen()
    this.#attempt(action)
  }

  /** What follows from a failed write. */
  handle(error: unknown): void {
    if (!(error instanceof FileError)) throw error
    if (this.init.options.onWriteError === 'throw') {
      this.fail(error, { isFinal: false })
      throw error
    }
    if (this.warnOnce('EXMAN_WRITE_SKIPPED', error.code, error.message))
      this.#held?.note(error.code, error.message)
  }

  /** Warns, once per cause and run. */
  warnOnce(code: WarningCode, cause: string, text: string): boolean {
    if (this.#warned.has(cause)) return false
    this.#warned.add(cause)
    warn(code, `${this.init.id}: ${text}`)
    return true
  }

  /** The writing half; takes the lock when this process does not have it. */
  hold(): HeldRun {
    return this.#held ?? this.#adopt(...holdRun(this.init, this.#record))
  }

  /** Writes the end of the run when the process exits; called by the exit hook. */
  endAtExit(exitCode: number, uncaught: unknown): void {
    const held = this.#held
    if (held === undefined) return
    if (uncaught !== undefined) return this.fail(uncaught, { isFinal: true })
    if (exitCode !== 0 || this.#fit !== undefined) {
      return this.fail(processExited(this.init.id, exitCode, this.#fit?.epoch), { isFinal: true })
    }
    try {
      if (held.isStarted) held.epochs.flush()
      this.#end(held, held.isStarted ? 'done' : 'exited')
    } catch (error) {
      this.fail(error, { isFinal: true })
    }
  }

  #checkOpen(): void {
    if (this.#isClosed) throw runEnded(this.init.id)
  }

  #adopt(held: HeldRun, isNewSession: boolean): HeldRun {
    this.#held = held
    watchExit(this)
    if (isNewSession) this.#followGit(held.record.sessions.length - 1)
    return held
  }

  #drop(): void {
    this.#record = this.record
    this.#held?.release()
    this.#held = undefined
    unwatchExit(this)
  }

  #attempt(action: (held: HeldRun) => void): void {
    const held = this.hold()
    try {
      action(held)
    } catch (error) {
      this.handle(error)
    }
  }

  #addRow(held: HeldRun, metrics: Metrics, amend: boolean): void {
    if (!amend && !(this.init.options.monitor in metrics)) this.#checkMonitor(held)
    try {
      if (amend) held.epochs.amend(metrics)
      else held.epochs.add(metrics)
    } finally {
      this.#checkDivergence(held, metrics)
    }
  }

  #end(held: HeldRun, status: RecordedStatus | 'exited', error: RecordedError | null = null): void {
    this.#checkMonitor(held)
    held.end(status === 'done' && held.record.status === 'diverged' ? 'diverged' : status, error)
    held.save()
    this.#drop()
  }

  // Not at the first row: a loop may log `loss` first and add `val_loss` to the same epoch.
  #checkMonitor({ epochs }: HeldRun): void {
    const { monitor } = this.init.options
    const inForce = epochs.keeper.monitor.name
    if (inForce === monitor) return
    const text = `"${monitor}" is not logged, so "${inForce}" is monitored instead.`
    this.warnOnce('EXMAN_MONITOR_MISSING', 'monitor', text)
  }

  #checkDivergence({ record, epochs }: HeldRun, metrics: Metrics): void {
    const { name } = epochs.keeper.monitor
    const value = metrics[name]
    if (value === undefined || Number.isFinite(value) || this.init.options.onDivergence === 'continue') return
    record.status = 'diverged'
    record.error = recordedError(diverged(this.init.id, name, value, epochs.completed))
  }

  #followGit(session: number): void {
    this.#git = recordGit(this.init, session, () => this.#held).then((problem) => {
      if (problem === undefined) return
      const text = `The state of git could not be recorded. ${problem.message}`
      this.warnOnce('EXMAN_WRITE_SKIPPED', problem.code, text)
    })
  }
}
