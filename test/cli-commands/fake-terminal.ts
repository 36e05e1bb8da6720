/** A command of exman without a process of its own: what it prints, and what it would end with. */
import { Command, CommanderError } from 'commander'
import { PassThrough } from 'node:stream'
import { ExmanError } from '../../src/errors'
import type { Terminal } from '../../src/cli/terminal'

/** What a terminal is like; without `columns` the output is a pipe. */
export interface Given {
  cwd: string
  columns?: number
  rows?: number
  env?: Record<string, string>
}

/** What came of a command. */
export interface Outcome {
  code: number
  out: string
  err: string
  /** The code of the error that it threw. */
  error?: string
}

/** Runs the command that `add` adds. */
export async function runWords(
  add: (exman: Command, terminal: Terminal) => void,
  words: readonly string[],
  { cwd, columns, rows, env = {} }: Given,
): Promise<Outcome> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const [out, err] = [stdout, stderr].map(collected) as [() => string, () => string]
  const size = columns === undefined ? {} : { isTTY: true, columns, ...(rows === undefined ? {} : { rows }) }
  const terminal: Terminal = { stdout: Object.assign(stdout, size), stderr, env, cwd, exitCode: 0 }
  const exman = new Command('exman').exitOverride().configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
  })
  add(exman, terminal)
  const thrown = await exman.parseAsync(words, { from: 'user' }).then(() => undefined, codeOf)
  await new Promise(setImmediate)
  return {
    code: terminal.exitCode,
    out: out(),
    err: err(),
    ...(thrown === undefined ? {} : { error: thrown }),
  }
}

function codeOf(error: unknown): string {
  if (error instanceof ExmanError || error instanceof CommanderError) return error.code
  throw error
}

function collected(stream: PassThrough): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}
