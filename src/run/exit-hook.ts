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
  })
  process.on('exit', (code) => {
    // With code 0 somebody caught it after all.
    for (const each of open) each.endAtExit(code, code === 0 ? undefined : uncaught)
  })
}

/** Forgets an item that has ended by itself. */
export function unwatchExit(item: EndsAtExit): void {
  open.delete(item)
}
