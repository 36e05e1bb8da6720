/** One process of a training that may be killed, and is started again until it has come to its end. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { nodeModules } from '../compiled'
import type { Case } from '../fixtures/exact-case'
import { script } from './children'
import { scratch } from './scratch'

/** What a process said until it ended. */
export interface Session {
  /** The epochs that were complete as each began; so the first is where it went on from. */
  epochs: number[]
  /** What it came to; undefined when it was killed before. */
  end: unknown
  code: number | null
  signal: string | null
  /** What it complained of, without what tfjs says of itself. */
  errors: string
}

/** When to kill a process: so long after it has printed so many lines. */
export interface Death {
  lines: number
  milliseconds: number
}

/** Trains a case below a root in a process of its own; `fixture` is one that knows of a fault, with its words. */
export async function trainCase(
  root: string,
  given: Case,
  { death, fixture = ['exact-training'] }: { death?: Death; fixture?: [string, ...string[]] } = {},
): Promise<Session> {
  const [name, ...words] = fixture
  const child = spawn(process.execPath, script(name, root, JSON.stringify(given), ...words), {
    env: { ...process.env, NODE_PATH: nodeModules },
    // git is asked about the working folder: an empty one.
    cwd: scratch(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = once(child, 'close')
  let [output, errors, lines] = ['', '', 0]
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  child.stdout.on('data', (text: Buffer) => {
    const before = lines
    output += text.toString()
    lines = output.split('\n').length - 1
    if (death === undefined || before >= death.lines || lines < death.lines) return
    setTimeout(() => child.kill('SIGKILL'), death.milliseconds)
  })
  const [code, signal] = (await closed) as [number | null, string | null]
  const [end] = [...output.matchAll(/^end (.*)$/gm)].map(([, json]) => JSON.parse(json!) as unknown)
  const epochs = [...output.matchAll(/^epoch (\d+)$/gm)].map(([, epoch]) => Number(epoch))
  return { epochs, end, code, signal, errors: withoutBanner(errors) }
}

/** Trains a case, or what is left of it, to its end. */
export async function trainToTheEnd(root: string, given: Case): Promise<Session> {
  const session = await trainCase(root, given)
  const { code, end, errors } = session
  if (code !== 0 || end === undefined) throw new Error(`the training ended early, with ${code}: ${errors}`)
  return session
}

function withoutBanner(errors: string): string {
  return errors
    .replaceAll(/\n=+\nHi, looks like you are running TensorFlow\.js in Node\.js.*\n=+\n/g, '')
    .trim()
}
