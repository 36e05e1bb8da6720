import { FileError, RunError } from '../errors'
import type { Json } from '../params/types'
import { addRow, warnOfFallback } from './add-row'
import { cutBack } from './cut-back'
import { FitProgress } from './fit-progress'
import { gitStateNow } from './git-at-exit'
import type { HeldRun } from './held-run'
import type { Metrics } from './metrics'
import type { Versions } from './provenance'
import { recordedError, type RecordedError, type RecordedStatus, type RunRecord } from './record'
import { interrupted, notRestored, processExited, runEnded, wrongEpoch } from './run-errors'
import { RunHolder } from './run-holder'

/** The life of a run as it is written: status, epochs, end. */
export class Recorder extends RunHolder {
  /** Why nothing more can be added. */
  #closedBy: RunError | undefined
  #mustRestore = false
  /** What a run that goes on was, until it is trained. */
  #before: Pick<RunRecord, 'status' | 'error'> | undefined
  /** Whether this process has added anything to the run. */
  hasAdded = false
  #isKeptOpen = false
  #fit: FitProgress | undefined
  /** Whether the run was ended for good, by `finish`, `fail` or a signal. */
  get isClosed(): boolean {
    return this.#closedBy !== undefined
  }

  /** The run goes on: nothing may be added before `restoreTo`, or if it has no checkpoint, it begins again. */
  goOn(): void {
    this.#mustRestore = true
    const { status, error } = this.hold().record
    this.#before = { status, error }
  }

  /** What a script does with a run that goes on has begun, whether it trains or not: its end is that of the run. */
  beginScript(): void {
    if (this.isClosed || this.init.isWholeScript !== true || this.#before === undefined) return
    this.#before = undefined
    this.attempt((held) => held.startUntrained())
  }

  /** Cuts the records back to a checkpoint, from which the training goes on. */
  restoreTo({ epoch, metrics }: { epoch: number; metrics: Metrics }): void {
    this.#mustRestore = false
    this.attempt((held) => cutBack(held, epoch, metrics, this.faults))
  }

  /** Gives a run a seed that has none, unless it has trained without. */
  seedIfNew(seed: () => number): void {
    const held = this.holdOpen()
    if (held.record.seed !== null || held.epochs.completed > 0 || [...this.init.checkpoints()].length > 0)
      return
    this.attempt(() => {
      held.record.seed = seed()
      held.save()
    })
  }

  /** From now on a fit's end is not the end of the run: only `finish`, `fail` or a signal is. */
  keepOpen(): void {
    this.#isKeptOpen = true
    this.attempt((held) => held.startUntrained())
  }

  /** A fit has nothing left to do: the run is done, as after any fit. */
  skipFit(): void {
    this.attempt((held) => this.#start(held))
    this.endFit()
  }

  /** The fit in progress. */
  get fit(): FitProgress | undefined {
    return this.#fit
  }

  /** Records metrics at `epoch`: the one in progress, the next, or the last (which is then amended). */
  log(metrics: Metrics, epoch?: number): void {
    const wasHeld = this.held !== undefined
    const held = this.holdOpen()
    this.#checkRestored(held, epoch)
    const next = held.epochs.completed + 1
    const target = epoch ?? this.#fit?.epoch ?? next
    if (target !== next && (target !== next - 1 || target === 0)) {
      this.giveBack(held, wasHeld)
      throw wrongEpoch(target, next)
    }
    // Something added to a run that is over does not begin it again.
    if (target < next && !held.isStarted) {
      this.attempt(() => addRow(held, metrics, true, this))
      return this.giveBack(held, wasHeld)
    }
    // Two writes: when the first fails and training goes on, the row is kept all the same.
    this.attempt(() => this.#start(held))
    this.#before = undefined
    this.attempt(() => {
      if (target === next && this.#fit !== undefined) Object.assign(this.#fit.added, metrics)
      else addRow(held, metrics, target < next, this)
    })
  }

  /** A fit begins, which will log these columns. */
  beginFit(columns: readonly string[], versions: Partial<Versions>): void {
    this.#checkRestored(this.holdOpen())
    this.attempt((held) => {
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
    this.holdOpen()
    this.#before = undefined
    const all = { ...metrics, ...this.#fit?.added }
    if (this.#fit !== undefined) this.#fit.isWritten = true
    this.attempt((held) => addRow(held, all, false, this))
  }

  /** A fit is over. */
  endFit(): void {
    this.#fit = undefined
    this.#before = undefined
    if (this.isClosed) return
    this.attempt((held) => held.epochs.flush())
    if (this.#isKeptOpen) this.held?.epochs.pauseClock()
    else this.attempt((held) => this.#end(held, 'done'))
  }

  /** A signal ends the run; another process may go on with it. Gives the error that says so. */
  interrupt(signal: string): RunError {
    this.#fit = undefined
    this.attempt((held) => held.epochs.flush())
    this.attempt((held) => this.#end(held, 'interrupted'))
    return (this.#closedBy = interrupted(this.init.id, signal))
  }

  /** Ends the run for good. A run that failed or diverged stays so. */
  finish(result: Json | undefined): void {
    if (this.#closedBy?.code === 'EXMAN_INTERRUPTED') throw this.#closedBy
    if (this.isClosed && result === undefined && this.held === undefined) return
    this.#fit = undefined
    this.attempt((held) => held.epochs.flush())
    this.attempt((held) => {
      if (result !== undefined) held.record.result = result
      if (this.#isKeptOpen) held.record.isPerformed = true
      this.#end(held, held.record.status === 'failed' ? 'failed' : 'done')
    })
    this.#closedBy = runEnded(this.init.id)
  }

  /**
   * Ends the run as failed; the first error stays. Never throws for a file, so that `error` itself is not hidden.
   * `isFinal` closes the run for good.
   */
  fail(error: unknown, { isFinal }: { isFinal: boolean }): void {
    if (this.#closedBy?.code === 'EXMAN_INTERRUPTED') return
    const isTold = this.held === undefined && (this.isClosed || this.record.status === 'failed')
    if (isFinal) this.#closedBy ??= runEnded(this.init.id)
    if (isTold && (!isFinal || this.record.status === 'failed')) return
    if (this.#fit?.hasTrained === true) this.#before = undefined
    this.#fit = undefined
    try {
      const held = this.hold()
      const failure = recordedError(error)
      // A start that comes to nothing, such as one with a mistake in the script, must not keep a run from going on.
      Object.assign(held.record, this.#before)
      if (this.#before !== undefined) this.faults.note(failure.code ?? failure.name, failure.message)
      if (this.#before !== undefined) this.#end(held, 'exited')
      else this.#end(held, 'failed', held.record.status === 'failed' ? null : failure)
    } catch (problem) {
      if (!(problem instanceof FileError) && !(problem instanceof RunError)) throw problem
      const text = `That the run failed could not be recorded. ${problem.message}`
      this.faults.warnOnce('EXMAN_WRITE_SKIPPED', problem.code, text)
    }
  }

  /** Writes the end of the run when the process exits; called by the exit hook. */
  endAtExit(exitCode: number, uncaught: unknown): void {
    const { held } = this
    if (held === undefined) return
    held.session.git ??= gitStateNow(this.init.workTree ?? process.cwd(), [this.init.root])
    // Ended before, but that could not be written.
    const isOver = held.session.end !== null
    const where = { epoch: this.#fit?.epoch, isKeptOpen: this.#isKeptOpen }
    const failure = isOver ? undefined : (uncaught ?? processExited(this.init.id, exitCode, where))
    if (failure !== undefined) return this.fail(failure, { isFinal: true })
    try {
      if (!isOver) this.beginScript()
      if (held.isStarted) held.epochs.flush()
      const isDone = held.isStarted || this.init.isWholeScript === true
      this.#end(held, isDone && !isOver ? 'done' : 'exited')
    } catch (error) {
      this.fail(error, { isFinal: true })
    }
  }

  protected leave(held: HeldRun): void {
    this.#end(held, 'exited')
  }

  /** The writing half of a run that was not ended for good. */
  holdOpen(): HeldRun {
    if (this.#closedBy !== undefined) throw this.#closedBy
    return this.hold()
  }

  #checkRestored(held: HeldRun, epoch?: number): void {
    if (!this.#mustRestore) return
    const { completed } = held.epochs
    // Who names the epoch to go on with has looked after the model.
    if (completed > 0 && epoch === completed + 1) this.#mustRestore = false
    else if ([...this.init.checkpoints()].length > 0) throw notRestored(this.init.id, completed)
    else this.restoreTo({ epoch: 0, metrics: {} })
  }

  #start(held: HeldRun): void {
    this.hasAdded = true
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
      if (error instanceof FileError && error.code === 'EXMAN_FOLDER_GONE') this.drop()
      throw error
    }
    this.drop()
  }
}
