import { setTimeout as pause } from 'node:timers/promises'
import { warn, type RunError } from '../errors'

// Often at first, as for a short run; then once a second.
const SHORTEST_WAIT_MS = 50
const LONGEST_WAIT_MS = 1000
const PATIENCE_MS = 10_000

/** Waits for those that choose before, of whom there may be many: not so often that they have no time for it. */
export class Turn {
  readonly #began = performance.now()
  #next = SHORTEST_WAIT_MS

  get isOverdue(): boolean {
    return performance.now() - this.#began > PATIENCE_MS
  }

  async pause(): Promise<void> {
    await pause(this.#next)
    this.#next = Math.min(this.#next * 1.5, LONGEST_WAIT_MS)
  }
}

/** Waits for another process, a little longer each time. */
export class Waiting {
  readonly #began = performance.now()
  readonly #timeoutMs: number
  #next = SHORTEST_WAIT_MS
  #hasTold = false

  constructor(timeoutSeconds: number) {
    this.#timeoutMs = timeoutSeconds * 1000
  }

  async whileHeld(isHeld: () => boolean, error: RunError): Promise<void> {
    this.#next = SHORTEST_WAIT_MS
    do await this.#pause(error)
    while (isHeld())
  }

  async #pause(error: RunError): Promise<void> {
    const left = this.#began + this.#timeoutMs - performance.now()
    if (left <= 0) throw error
    if (!this.#hasTold && performance.now() - this.#began > PATIENCE_MS) {
      this.#hasTold = true
      warn('EXMAN_RUN_AWAITED', `Waiting. ${error.message}`)
    }
    await pause(Math.min(this.#next, left))
    this.#next = Math.min(this.#next * 1.5, LONGEST_WAIT_MS)
  }
}
