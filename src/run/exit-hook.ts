/** Something open that wants to write its end when the process exits. Must be synchronous and must not throw. */
export interface EndsAtExit {
  endAtExit(exitCode: number, uncaught: unknown): void
}

const open = new Set<EndsAtExit>()
let uncaught: unknown
let installed = false

/** From now on `item.endAtExit` is called when the process exits, whatever the way (but for a kill). */
export function watchExit(item: EndsAtExit): void {
  open.add(item)
  if (installed) return
  installed = true
  // The monitor only looks: whether the process dies of it stays Node's and the user's decision.
  process.on('uncaughtExceptionMonitor', (error) => {
    uncaught = error
    // A process that comes to this has survived it: somebody else looked after the error.
    setImmediate(() => {
      uncaught = undefined
    })
  })
  process.on('exit', (code) => {
    // With code 0 somebody caught it after all.
    const reason = code === 0 ? undefined : uncaught
    const failures = [...open].flatMap((each) => failureOf(() => each.endAtExit(code, reason)))
    // Not before all have had their turn.
    if (failures.length > 0) throw failures[0]
  })
}

function failureOf(work: () => void): unknown[] {
  try {
    work()
    return []
  } catch (error) {
    return [error]
  }
}

/** Forgets an item that has ended by itself. */
export function unwatchExit(item: EndsAtExit): void {
  open.delete(item)
}
