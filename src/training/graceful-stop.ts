import type { RunError } from '../errors'
import { hearSignals, leaveBy, type StopSignal } from './signals'

/** What a run does when it is asked to stop. */
interface Stoppable {
  /** Whether a fit goes on, which then ends at its next batch. */
  isFitting(): boolean
  /** Writes the end of the run, once what is under way is on disk; gives the error that tells of it. */
  end(signal: StopSignal): Promise<RunError>
}

/**
 * Lets a signal end a run in good order: the batch is finished, what was trained is saved, the run becomes
 * `interrupted`, and the process leaves as the signal asks.
 */
export class GracefulStop {
  readonly #run: Stoppable
  #watching = 0
  #unhear: (() => void) | undefined
  #signal: StopSignal | undefined

  constructor(run: Stoppable) {
    this.#run = run
  }

  /** Whether a signal has come, and the fit has to end. */
  get isAsked(): boolean {
    return this.#signal !== undefined
  }

  /** Listens until the function that it returns is called, by all who have called this. */
  watch(): () => void {
    this.#unhear ??= hearSignals((signal) => {
      this.#signal = signal
      // Else the fit tells when it has ended. What cannot be written the recorder has warned of.
      if (!this.#run.isFitting()) this.#end(signal).catch(() => this.#leaveBy(signal))
    })
    this.#watching += 1
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#watching -= 1
      if (this.#watching > 0) return
      // A fit that has thrown meanwhile has ended the run in its own way; the signal counts all the same.
      if (this.#signal !== undefined) this.#leaveBy(this.#signal)
      this.#stopHearing()
    }
  }

  /** Ends run and process; where somebody else has taken the signal, only the run, by throwing `EXMAN_INTERRUPTED`. */
  async leave(): Promise<void> {
    throw await this.#end(this.#signal!)
  }

  async #end(signal: StopSignal): Promise<RunError> {
    const interruption = await this.#run.end(signal)
    this.#leaveBy(signal)
    return interruption
  }

  #leaveBy(signal: StopSignal): void {
    if (this.#unhear === undefined) return
    this.#stopHearing()
    leaveBy(signal)
  }

  #stopHearing(): void {
    this.#unhear?.()
    this.#unhear = undefined
  }
}
