/** Processes that want to write to the same run. What is still alive after a test is killed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { nodeModules } from '../compiled'
import type { Answer } from '../fixtures/holder-answer'
import { script } from './children'
import { scratch } from './scratch'

/** Where a process runs: below this command, and with these settings. */
export interface Place {
  command?: string[]
  env?: NodeJS.ProcessEnv
}

/** A process that has answered once. */
export interface Peer {
  child: ChildProcess
  first: Answer
  /** Its next answer. */
  next: () => Promise<Answer>
  /** What it answers to this line. */
  tell: (line?: string) => Promise<Answer>
  /** Lets it exit as it does by itself, which gives the run back. */
  leave: () => Promise<void>
  kill: () => Promise<void>
}

const alive = new Set<Peer>()
afterEach(() => Promise.all([...alive].map((peer) => peer.kill())))

// Else all would be of the job in which the tests may run.
const ENV = {
  ...process.env,
  NODE_PATH: nodeModules,
  SLURM_JOB_ID: undefined,
  SLURM_RESTART_COUNT: undefined,
}

/** Starts a script of test/fixtures, and waits for its first answer. */
export async function startPeer(fixture: string, words: string[], place: Place = {}): Promise<Peer> {
  const [command, ...args] = [...(place.command ?? []), process.execPath, ...script(fixture, ...words)]
  const child = spawn(command!, args, {
    env: { ...ENV, ...place.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const closed = once(child, 'close')
  // What it has started, and what outlives it, ends as well.
  child.once('exit', () => child.stdin.end())
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  // A process that has died is told of by its end, not by what could not be written to it.
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const line = (await lines.next()) as IteratorResult<string, undefined>
    if (line.done === true) throw new Error(`the process ended without an answer: ${errors}`)
    return JSON.parse(line.value) as Answer
  }
  const end = async (how: () => unknown) => {
    how()
    await closed
    alive.delete(peer)
  }
  const peer: Peer = {
    child,
    first: {} as Answer,
    next,
    tell: (line = '') => {
      child.stdin.write(`${line}\n`)
      return next()
    },
    leave: () => end(() => child.stdin.end()),
    kill: () => end(() => child.kill('SIGKILL')),
  }
  alive.add(peer)
  peer.first = await next()
  return peer
}

/** A process that has made a run, and holds it. */
export function holderOf(place?: Place): Promise<Peer> {
  return startPeer('holder-peer', ['make', scratch()], place)
}

/** What another process gets that wants the run in this folder; it gives the run back. */
export async function wanting(dir: string, place: Place & { takeover?: true } = {}): Promise<Answer> {
  const words = ['open', dir, ...(place.takeover ? ['takeover'] : [])]
  const peer = await startPeer('holder-peer', words, place)
  await peer.leave()
  return peer.first
}
