import { AsyncLocalStorage } from 'node:async_hooks'
import { RunError } from '../../errors'
import type { Draw } from './generator'

// The last one is in force; each but the first was taken inside the one before it.
const holds: RandomHold[] = []
const around = new AsyncLocalStorage<RandomHold>()
/** What was there before, for each function that was ever put in the place of `Math.random`. */
const replaced = new WeakMap<Draw, Draw>()

/** `Math.random` in the hands of one run: until it is released, numbers come from `draw`. */
export class RandomHold {
  readonly run: string
  draw: Draw
  /** What this has put in the place of a function that somebody else had put there inside another hold. */
  #over: Draw | undefined

  private constructor(run: string, draw: Draw) {
    this.run = run
    this.draw = draw
  }

  /**
   * Replaces `Math.random`. Throws `EXMAN_RANDOM_BUSY` while somebody else has it, unless this is called in what the
   * holder runs by `within`.
   */
  static take(run: string, draw: Draw): RandomHold {
    checkRandomIsFree(run)
    const hold = new RandomHold(run, draw)
    if (holds.length === 0) Math.random = seeded(replaced.get(Math.random) ?? Math.random)
    else if (!replaced.has(Math.random)) Math.random = hold.#over = seeded(Math.random)
    holds.push(hold)
    return hold
  }

  /** Runs `body`, which may take `Math.random` over in its turn, as may whatever it awaits. */
  within<T>(body: () => T): T {
    return around.run(this, body)
  }

  /** Puts back what was there before. May be called again. */
  release(): void {
    const at = holds.indexOf(this)
    if (at < 0) return
    holds.splice(at, 1)
    // Who has put something else there meanwhile keeps it.
    const before = replaced.get(Math.random)
    const isMine = holds.length === 0 || Math.random === this.#over
    if (isMine && before !== undefined) Math.random = before
  }
}

/** Runs `body` with numbers from `draw`; whatever it awaits, they are its own until it ends. Throws `EXMAN_RANDOM_BUSY`. */
export function withRandom<T>(run: string, draw: Draw, body: () => T): T {
  const hold = RandomHold.take(run, draw)
  let result: T
  try {
    result = hold.within(body)
  } catch (error) {
    hold.release()
    throw error
  }
  if (isPromise(result)) return result.finally(() => hold.release()) as T
  hold.release()
  return result
}

/** Throws `EXMAN_RANDOM_BUSY` when a run could not be trained here and now. */
export function checkRandomIsFree(run: string): void {
  const holder = holds.at(-1)
  if (holder === undefined || holder === around.getStore()) return
  throw new RunError(
    'EXMAN_RANDOM_BUSY',
    `${run} cannot be trained now: ${holder.run} is being trained in this process, and both draw from Math.random. ` +
      'Await one before you begin the next, or train in processes of their own.',
    { run },
  )
}

/** The runs that this code is being run for by `within`, the outermost first. */
export function runsAround(): string[] {
  const inner = around.getStore()
  return inner === undefined ? [] : holds.slice(0, holds.indexOf(inner) + 1).map(({ run }) => run)
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Partial<Promise<unknown>> | null | undefined)?.finally === 'function'
}

function seeded(unseeded: Draw): Draw {
  // Who keeps it, as a module does that is loaded meanwhile, goes on with what was there before when nobody holds it.
  const draw = () => (holds.at(-1)?.draw ?? unseeded)()
  replaced.set(draw, unseeded)
  return draw
}
