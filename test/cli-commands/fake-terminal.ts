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
  /** What somebody types who sits there; nobody does without it. Empty for one who closes the input. */
  answer?: string
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
  given: Given,
): Promise<Outcome> {
  const { terminal, printed } = fakeTerminal(given)
  const exman = new Command('exman').exitOverride().configureOutput({
    writeOut: (text) => terminal.stdout.write(text),
    writeErr: (text) => terminal.stderr.write(text),
  })
  add(exman, terminal)
  const thrown = await exman.parseAsync(words, { from: 'user' }).then(() => undefined, codeOf)
  return {
    code: terminal.exitCode,
    ...(await printed()),
    ...(thrown === undefined ? {} : { error: thrown }),
  }
}

/** A terminal in memory, and what was printed on it so far. */
export function fakeTerminal({ cwd, columns, rows, env = {}, answer }: Given): {
  terminal: Terminal
  printed: () => Promise<{ out: string; err: string }>
} {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const [out, err] = [stdout, stderr].map(collected) as [() => string, () => string]
  const size = columns === undefined ? {} : { isTTY: true, columns, ...(rows === undefined ? {} : { rows }) }
  const somebody = answer === undefined ? {} : { isTTY: true }
  stdin.end(answer)
  const terminal: Terminal = {
    stdin: Object.assign(stdin, somebody),
    stdout: Object.assign(stdout, size),
    stderr: Object.assign(stderr, somebody),
    env,
    cwd,
    exitCode: 0,
  }
  const printed = async () => {
    await new Promise(setImmediate)
    return { out: out(), err: err() }
  }
  return { terminal, printed }
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
