import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { nodeModules } from '../compiled'

export { script } from '../compiled'

// Generous: a machine that is busy with other things is no fault of exman.
jest.setTimeout(180_000)

const options = { env: { ...process.env, NODE_PATH: nodeModules } }

/** How a child ended, and what it printed. */
export interface Ended {
  code: number | null
  signal: string | null
  output: string
}

/** Runs a child to its end: node with these arguments, or another command. */
export function run(args: string[], command = process.execPath): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(command, args, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, signal: child.signalCode, output: stdout + stderr }),
    )
  })
}

/** Starts a child and waits for the first line it prints. */
export function start(args: string[]): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, args, { ...options, stdio: ['pipe', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve({ child, line: data.toString().trim() }))
    child.once('exit', (code) => reject(new Error(`the child ended with ${code} before it said anything`)))
  })
}

/** Runs the work for 1, 2, 3, … a few at a time, until one says that it is the last. */
export async function untilLast(work: (n: number) => Promise<boolean>): Promise<void> {
  let n = 0
  let isLast = false
  const worker = async () => {
    while (!isLast) if (await work((n += 1))) isLast = true
  }
  await Promise.all([worker(), worker(), worker()])
}
