import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { RerunPlan } from '../../care/rerun/plan-rerun'
import { RunError } from '../../errors'
import { RERUN_VARIABLES } from '../../run/rerun-request'

/** What asks one process alone to end, and so has to be handed on; Ctrl-C reaches the script by itself. */
const HANDED_ON = ['SIGTERM', 'SIGHUP'] as const

/**
 * Runs the command of a plan to its end, with the streams of this process; gives its exit code, and for one that a signal has ended
 * 128 and the number of the signal. Signals do not end this process meanwhile: the script may have to save what it has trained.
 * Throws `EXMAN_RERUN_IMPOSSIBLE` when it cannot be started.
 */
export async function runCommand({ run, command, cwd, env }: RerunPlan): Promise<number> {
  const [program = '', ...words] = command
  // What another rerun has set is no part of this one.
  const inherited = { ...process.env, [RERUN_VARIABLES.params]: undefined }
  const child = spawn(program, words, { cwd, env: { ...inherited, ...env }, stdio: 'inherit' })
  const stay = () => undefined
  process.on('SIGINT', stay)
  const handOn = (signal: NodeJS.Signals) => void child.kill(signal)
  for (const signal of HANDED_ON) process.on(signal, handOn)
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', (cause) => reject(notStarted(run, cause)))
      child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal!] ?? 0)))
    })
  } finally {
    process.off('SIGINT', stay)
    for (const signal of HANDED_ON) process.off(signal, handOn)
  }
}

function notStarted(run: string, cause: Error): RunError {
  const text = `${run} cannot be run again: its command could not be started (${cause.message}).`
  return new RunError('EXMAN_RERUN_IMPOSSIBLE', text, { run, cause })
}
