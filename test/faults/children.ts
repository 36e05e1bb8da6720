import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
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

/** What each child that was started has complained of. */
const complaints = new WeakMap<ChildProcess, string>()

/** Starts a child and waits for the first line it prints. */
export async function start(args: string[]): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  complaints.set(child, '')
  child.stderr.on('data', (data: Buffer) => complaints.set(child, complaints.get(child)! + data.toString()))
  // A child that has died is told of by its end, not by what could not be written to it.
  child.stdin.on('error', () => undefined)
  return { child, line: await nextLine(child) }
}

/** Kills a child, and waits until it is gone: a call that was under way may still make a file. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const end = once(child, 'exit')
  child.kill('SIGKILL')
  await end
}

/** The next line that a child prints; it fails with what the child complained of when that ends without one. */
export function nextLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(endOf(child))
    // Its end after a line changes nothing: a promise is settled once.
    child.stdout!.once('data', (data: Buffer) => resolve(data.toString().trim()))
    if (child.stdout!.destroyed) fail()
    else child.once('close', fail)
  })
}

/** Waits until something is so; it fails with what the child complained of when that ends before. */
export async function untilSo(child: ChildProcess, isSo: () => boolean | Promise<boolean>): Promise<void> {
  // The end is read first: what a child has done just before it ended is so.
  for (;;) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null
    if (await isSo()) return
    if (hasEnded) throw endOf(child)
    await setTimeout(5)
  }
}

function endOf(child: ChildProcess): Error {
  const { exitCode, signalCode } = child
  return new Error(`the child ended too early, with ${signalCode ?? exitCode}: ${complaints.get(child)}`)
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
