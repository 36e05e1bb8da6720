/** The whole command in this process: its words, what it prints, and its exit code. */
import { PassThrough } from 'node:stream'
import { runProgram } from '../../src/cli/program'
import type { Terminal } from '../../src/cli/terminal'
import type { Given } from './fake-terminal'

/** What came of a command line. */
export interface Ended {
  code: number
  out: string
  err: string
}

/** Runs a command line, without a terminal unless it is given columns. */
export async function exman(
  words: readonly string[],
  { cwd, columns, rows, env = {} }: Given,
): Promise<Ended> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const chunks = { out: '', err: '' }
  stdout.on('data', (chunk: Buffer) => (chunks.out += chunk.toString()))
  stderr.on('data', (chunk: Buffer) => (chunks.err += chunk.toString()))
  const size = columns === undefined ? {} : { isTTY: true, columns, ...(rows === undefined ? {} : { rows }) }
  const terminal: Terminal = { stdout: Object.assign(stdout, size), stderr, env, cwd, exitCode: 0 }
  await runProgram(words, terminal)
  await new Promise(setImmediate)
  return { code: terminal.exitCode, ...chunks }
}
