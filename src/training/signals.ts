/** What asks a process to stop: Ctrl-C; and a scheduler, or `kill`. */
export type StopSignal = 'SIGINT' | 'SIGTERM'

type Listener = (signal: StopSignal) => void

const SIGNALS: readonly StopSignal[] = ['SIGINT', 'SIGTERM']
const listeners = new Set<Listener>()
let isAsked = false

/** Calls `listener` at the first signal, instead of the process ending; the second ends it. Returns how to stop listening. */
export function hearSignals(listener: Listener): () => void {
  if (listeners.size === 0) for (const signal of SIGNALS) process.on(signal, heard)
  listeners.add(listener)
  return () => {
    if (listeners.delete(listener) && listeners.size === 0) stopHearing()
  }
}

/**
 * Ends the process as the signal would have, once nobody listens here any more: all have then come to their end. Where
 * somebody else listens for it, they decide what becomes of the process.
 */
export function leaveBy(signal: StopSignal): void {
  if (listeners.size === 0 && process.listenerCount(signal) === 0) process.kill(process.pid, signal)
}

function heard(signal: StopSignal): void {
  if (isAsked) {
    listeners.clear()
    stopHearing()
    return leaveBy(signal)
  }
  isAsked = true
  for (const listener of [...listeners]) listener(signal)
}

function stopHearing(): void {
  isAsked = false
  for (const signal of SIGNALS) process.off(signal, heard)
}
