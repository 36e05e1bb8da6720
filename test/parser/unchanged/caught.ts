/** Lets something happen that would end the process or print, and tells what it was. */
import { ArgumentError } from 'argparse'

/** What came of it. */
export interface Caught {
  value: unknown
  error: { kind: string; message: string } | undefined
  /** With which the process would have ended. */
  status: number | undefined
  stdout: string
  stderr: string
}

class Exit extends Error {
  constructor(readonly status: number) {
    super(`exit ${status}`)
  }
}

/** Does something in a process that cannot be ended and whose output is caught. */
export function caught(work: () => unknown): Caught {
  const out: Caught = { value: undefined, error: undefined, status: undefined, stdout: '', stderr: '' }
  const spies = [
    jest.spyOn(process, 'exit').mockImplementation((status) => {
      throw new Exit(Number(status))
    }),
    ...(['stdout', 'stderr'] as const).map((name) =>
      jest.spyOn(process[name], 'write').mockImplementation((text) => {
        out[name] += String(text)
        return true
      }),
    ),
  ]
  try {
    out.value = work()
  } catch (thrown) {
    if (thrown instanceof Exit) out.status = thrown.status
    else out.error = kindOf(thrown)
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return out
}

function kindOf(thrown: unknown): Caught['error'] {
  if (!(thrown instanceof Error)) throw thrown
  const kind = thrown instanceof ArgumentError ? 'ArgumentError' : thrown.name
  return { kind, message: thrown.message }
}
