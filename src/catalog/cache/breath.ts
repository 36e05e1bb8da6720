import { setImmediate } from 'node:timers/promises'

/** How long the rest of the program may have to wait, in milliseconds. */
const SLICE = 20

/**
 * Lets the rest of the program run now and then, during long work on small files: these are read one after the
 * other, since asynchronously each would wait for turns of the event loop.
 */
export class Breath {
  #next = performance.now() + SLICE

  /** To be called at each step; whether it is time for `taken`. */
  get isDue(): boolean {
    return performance.now() >= this.#next
  }

  /** Gives way to what waits. */
  async taken(): Promise<void> {
    await setImmediate()
    this.#next = performance.now() + SLICE
  }
}
