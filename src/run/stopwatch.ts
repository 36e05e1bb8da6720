/** Adds up running time by the monotonic clock, so that a clock set back never makes a duration negative. */
export class Stopwatch {
  #elapsedMs: number
  #since: number | undefined

  constructor(startSeconds = 0) {
    this.#elapsedMs = startSeconds * 1000
  }

  /** Begins at zero again, running. */
  restart(): void {
    this.#elapsedMs = 0
    this.#since = performance.now()
  }

  start(): void {
    this.#since ??= performance.now()
  }

  pause(): void {
    this.#elapsedMs = this.#milliseconds()
    this.#since = undefined
  }

  /** Seconds on the watch, to the millisecond. */
  get seconds(): number {
    return Math.round(this.#milliseconds()) / 1000
  }

  #milliseconds(): number {
    return this.#elapsedMs + (this.#since === undefined ? 0 : performance.now() - this.#since)
  }
}
