/** A child that says a line, waits for an answer, says the next, …; so that something can be done while it stands still. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { nodeModules } from '../compiled'

/** Runs node with these arguments; each line that it prints is handled, and then answered. It has to end well. */
export async function dialogue(
  args: string[],
  onLine: (line: string, child: ChildProcess) => void | Promise<void>,
  { cwd, env }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NODE_PATH: nodeModules, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // A child may end without the last answer.
  child.stdin.on('error', () => undefined)
  let errors = ''
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
  const ended = once(child, 'exit')
  try {
    for await (const line of createInterface(child.stdout)) {
      await onLine(line, child)
      child.stdin.write('go on\n')
    }
    const [code] = (await ended) as [number | null]
    if (code !== 0) throw new Error(`The child ended with ${code}: ${errors}`)
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}
