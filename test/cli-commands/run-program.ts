/** The whole command in this process: its words, what it prints, and its exit code. */
import { runProgram } from '../../src/cli/program'
import { fakeTerminal, type Given } from './fake-terminal'

/** What came of a command line. */
export interface Ended {
  code: number
  out: string
  err: string
}

/** Runs a command line, without a terminal unless it is given columns. */
export async function exman(words: readonly string[], given: Given): Promise<Ended> {
  const { terminal, printed } = fakeTerminal(given)
  await runProgram(words, terminal)
  return { code: terminal.exitCode, ...(await printed()) }
}
