/** Runs children under strace, which records their system calls and may meddle with them. Parses what it records. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, type Ended } from './children'
import { scratch } from './scratch'

/** A system call that a child made. */
export interface SystemCall {
  thread: string
  /** As in the oldest interface: `rename` also for `renameat` and `renameat2`. */
  name: string
  /** The arguments as strace writes them. */
  text: string
  /** The paths it names, and that of the file behind its descriptor. */
  paths: string[]
  /** What it gave; NaN when the process was killed in it. */
  result: number
  isInjected: boolean
  /** When it began and ended, in lines of the record. */
  begun: number
  ended: number
}

/** The system calls that change a disk or make a change durable; `?` before those that not all machines have. */
export const CHANGES = [
  'openat,write,pwrite64,writev,pwritev,ftruncate,fsync,fdatasync,close',
  '?rename,?renameat,?renameat2,?link,?linkat,?symlink,?symlinkat,?mkdir,?mkdirat,?unlink,?unlinkat,?rmdir',
].join()

/** What to do to calls of these names: as in strace, such as `{ calls: 'rename', does: 'error=EXDEV', at: 1 }`. */
export interface Meddling {
  calls: keyof typeof NAMES
  does: string
  /** Which of them it meets, counted in each thread. */
  at: number
}

const NAMES = {
  write: 'write',
  fsync: 'fsync',
  rename: '?rename,?renameat,?renameat2',
  link: '?link,?linkat',
  unlink: '?unlink,?unlinkat',
}

/** Runs node with these arguments under strace; gives how it ended, and its changes of the disk in order. */
export async function traced(
  args: string[],
  meddling?: Meddling,
): Promise<{ ended: Ended; calls: SystemCall[] }> {
  const dir = scratch()
  const record = join(dir, 'trace')
  // One thread and no rings: all calls are seen, and counted in one place. Outside of any git work tree.
  const env = ['-C', dir, 'UV_THREADPOOL_SIZE=1', 'UV_USE_IO_URING=0']
  const inject = meddling ? `--inject=${NAMES[meddling.calls]}:${meddling.does}:when=${meddling.at}` : []
  const words = ['-f', '-y', '-s', '64', '-e', `trace=${CHANGES}`, '-o', record].concat(inject)
  const ended = await run([...env, 'strace', ...words, process.execPath, ...args], 'env')
  return { ended, calls: parseTrace(readFileSync(record, 'utf8')) }
}

/** Parses what strace records with -f and -y. */
export function parseTrace(text: string): SystemCall[] {
  const calls: SystemCall[] = []
  const unfinished = new Map<string, { head: string; begun: number }>()
  text.split('\n').forEach((line, at) => {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const [, head] = /^(.*) <unfinished \.\.\.>$/.exec(rest) ?? []
    if (head !== undefined) return unfinished.set(thread, { head, begun: at })
    const [, tail] = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest) ?? []
    const { head: before, begun } = (tail !== undefined && unfinished.get(thread)) || { head: '', begun: at }
    const call = parseCall(before + (tail ?? rest))
    if (call) calls.push({ thread, ...call, begun, ended: at })
  })
  return calls
}

function parseCall(text: string): Omit<SystemCall, 'thread' | 'begun' | 'ended'> | undefined {
  const [, name, args, result, note] = /^(\w+)\((.*)\) += (-?\d+|\?)(.*)$/.exec(text) ?? []
  if (name === undefined || args === undefined) return undefined
  const [, ofDescriptor] = /^\d+<([^>]*)>/.exec(args) ?? []
  const named = [...args.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path]) => path!)
  const plain = name.replace(/^(rename|link|symlink|mkdir|unlink)at2?$/, '$1').replace('fdatasync', 'fsync')
  return {
    name: plain.replace(/^p?writev?(64)?$/, 'write'),
    text: args,
    paths: ofDescriptor === undefined ? named : [ofDescriptor],
    result: result === '?' ? NaN : Number(result),
    isInjected: note?.endsWith('(INJECTED)') ?? false,
  }
}
