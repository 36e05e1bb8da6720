import { isAlive, thisProcess, type ProcessFacts } from './process-facts'

/** Who holds a folder, as its lock file says. */
export interface Holder extends ProcessFacts {
  readonly format: 1
  /** The inode of the folder that was locked: a copy of the folder has another, and is not held. */
  readonly inode: string
  readonly since: string
}

/** `unknown`: the holder is where this process cannot look. */
export type Judgement = 'this-process' | 'alive' | 'dead' | 'unknown'

/** Works out whether a holder lives, as seen from this process. Age never counts: a paused process lives, however long ago it took the lock. */
export function judgeHolder(holder: Holder, me: ProcessFacts = thisProcess()): Judgement {
  if (holder.host === me.host && bootedSince(holder, me)) return 'dead'
  if (!sharesPids(holder, me)) return wasRestarted(holder, me) ? 'dead' : 'unknown'
  if (!isAlive(holder.pid, holder.start)) return 'dead'
  return holder.pid === me.pid ? 'this-process' : 'alive'
}

/** The holder that a lock file's text names; undefined for a text that names none. */
export function parseHolder(text: string): Holder | undefined {
  const value = parse(text) as Partial<Record<keyof Holder, unknown>> | null | undefined
  if (typeof value !== 'object' || value === null) return undefined
  const { host, pid, inode, since } = value
  if (typeof host !== 'string' || typeof inode !== 'string') return undefined
  // Zero and below mean whole groups of processes to the operating system.
  if (!Number.isInteger(pid) || (pid as number) <= 0 || (pid as number) >= 2 ** 31) return undefined
  return {
    format: 1,
    host,
    pid: pid as number,
    start: textOrNull(value.start),
    boot: textOrNull(value.boot),
    pidns: textOrNull(value.pidns),
    slurm: slurmOrNull(value.slurm),
    inode,
    since: String(since),
  }
}

function bootedSince(holder: Holder, me: ProcessFacts): boolean {
  return holder.boot !== null && me.boot !== null && holder.boot !== me.boot
}

/** Whether the holder's pid means the same process here as it does there. */
function sharesPids(holder: Holder, me: ProcessFacts): boolean {
  return holder.host === me.host && holder.boot === me.boot && holder.pidns === me.pidns
}

/** Slurm ends a job everywhere before it starts it again. */
function wasRestarted({ slurm }: Holder, me: ProcessFacts): boolean {
  return slurm !== null && slurm.job === me.slurm?.job && slurm.restart < me.slurm.restart
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function slurmOrNull(value: unknown): Holder['slurm'] {
  const { job, restart } = (value ?? {}) as { job?: unknown; restart?: unknown }
  return typeof job === 'string' && typeof restart === 'number' ? { job, restart } : null
}
