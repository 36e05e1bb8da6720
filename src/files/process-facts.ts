import { hostname } from 'node:os'
import { disk } from './disk'

/** What tells one process from all others, on this machine and elsewhere; null where the system does not say. */
export interface ProcessFacts {
  readonly host: string
  readonly pid: number
  /** When the process started, in clock ticks since the boot: tells it from a later one with the same pid. */
  readonly start: string | null
  /** Changes with every boot. */
  readonly boot: string | null
  /** The namespace that the pid belongs to: containers have their own. */
  readonly pidns: string | null
  readonly slurm: { readonly job: string; readonly restart: number } | null
}

let facts: ProcessFacts | undefined

/** The facts of this process, read once. */
export function thisProcess(): ProcessFacts {
  facts ??= Object.freeze({
    host: hostname(),
    pid: process.pid,
    start: statOf('self')?.start ?? null,
    boot: attempt(() => readProc('sys/kernel/random/boot_id').trim()),
    pidns: attempt(() => disk().readlinkSync('/proc/self/ns/pid')),
    slurm: slurmJob(process.env),
  })
  return facts
}

/** Whether a process with this pid (and start, if known) is alive here. What cannot be known counts as alive. */
export function isAlive(pid: number, start: string | null): boolean {
  try {
    process.kill(pid, 0)
  } catch (cause) {
    // EPERM: it is there, and belongs to somebody else.
    if ((cause as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const stat = statOf(pid)
  if (stat === undefined) return true
  // A zombie has ended; only its parent has not noticed yet.
  return !'ZX'.includes(stat.state) && (start === null || stat.start === start)
}

/** Fields of /proc/<pid>/stat. The command's name, in parentheses, may itself hold spaces and parentheses. */
export function parseStat(text: string): { state: string; start: string } | undefined {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  // These fields begin with the third of the line, the state; the start is the 22nd.
  const [state, start] = [fields[0], fields[19]]
  return state && start ? { state, start } : undefined
}

/** The Slurm job in an environment; its restart count is unset before the first restart. */
export function slurmJob(env: NodeJS.ProcessEnv): ProcessFacts['slurm'] {
  const job = env['SLURM_JOB_ID']
  return job ? { job, restart: Number(env['SLURM_RESTART_COUNT'] ?? 0) || 0 } : null
}

function statOf(pid: number | 'self') {
  if (pid !== 'self' && !hasOwnProc()) return undefined
  return parseStat(attempt(() => readProc(`${pid}/stat`)) ?? '')
}

/** Whether /proc goes by the pids of this process: in a namespace made without a mount of it, it is that of others. */
function hasOwnProc(): boolean {
  return attempt(() => disk().readlinkSync('/proc/self')) === String(process.pid)
}

function readProc(name: string): string {
  return disk().readFileSync(`/proc/${name}`).toString()
}

/** Null where there is no /proc, as on macOS and Windows. */
function attempt(read: () => string): string | null {
  try {
    return read()
  } catch {
    return null
  }
}
