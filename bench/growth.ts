import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { existsSync, readdirSync } from 'node:fs'

/** What a process holds at a moment. */
export interface Holdings {
  /** Bytes of the heap after a collection. */
  heap: number
  /** Bytes of the process. */
  rss: number
  /** Files, sockets and pipes. */
  descriptors: number
  /** Listeners on `process`, of any event. */
  listeners: number
  /** Timers and handles that would keep the process alive. */
  handles: number
}

let collect: (() => void) | undefined

/** Counts what this process holds now, after a garbage collection. */
export function holdings(): Holdings {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  // A second one takes what finalizers of the first have let go.
  collect()
  collect()
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  return {
    heap: heapUsed + arrayBuffers,
    rss,
    // Nothing to count where the system does not list them; the one that lists them is not counted.
    descriptors: existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length - 1 : 0,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    handles: process.getActiveResourcesInfo().length,
  }
}

/** Growth per step by the least squares of all values: a single one that lies apart does not decide. */
export function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let above = 0
  let below = 0
  values.forEach((value, at) => {
    above += (at - middle) * (value - mean)
    below += (at - middle) ** 2
  })
  return above / below
}
