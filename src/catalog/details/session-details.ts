import { isDataObject } from '../../params/data-object'
import { isListOfFacts, type DataFact } from '../../run/data/data-fact'
import type { Session } from '../../run/record'

type Facts = Record<string, unknown>

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const facts = (value: unknown): Facts => (isDataObject(value) ? value : {})
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []

/** One session of a run; null where run.json, which may be older or written by hand, does not say. */
export interface SessionDetails {
  /** When it began, ISO 8601 in UTC. */
  started: string
  /** When it ended; null while it goes on, and for good when the process was killed. */
  ended: string | null
  /** The epochs that were complete when it began. */
  fromEpoch: number | null
  /** The epochs that were complete when it ended. */
  toEpoch: number | null
  /** How it ended: a status, or `exited`. */
  end: string | null
  /** The name of the machine. */
  host: string | null
  /** The process. */
  pid: number | null
  /** The processor's kind and number. */
  machine: string | null
  /** The options of node itself. */
  execArgv: string[]
  /** The command line. */
  argv: string[]
  /** The working folder. */
  cwd: string | null
  /** The Slurm job, and how often it was restarted; null outside one. */
  slurm: { job: string | null; restart: number | null } | null
  /** The versions of what it ran with, and the hash of the project's lockfile. */
  versions: Record<'exman' | 'node' | 'tfjs' | 'backend' | 'lockfile', string | null>
  /** The environment settings that can change results. */
  settings: Record<string, string>
  /** The state of the git work tree; null outside one. */
  git: { commit: string | null; branch: string | null; dirty: boolean; notes: string[] } | null
  /** What the training read, as far as it was recorded. */
  data: DataFact[]
}

/** A session of run.json, of which no more is relied on than was checked when the file was read. */
export function sessionDetails(session: Session): SessionDetails {
  const { host, pid, machine, execArgv, argv, cwd, slurm } = facts(session.process)
  const { exman, node, tfjs, backend, lockfile } = facts(session.versions)
  return {
    started: session.started,
    ended: text(session.ended),
    fromEpoch: number(session.fromEpoch),
    toEpoch: number(session.toEpoch),
    end: text(session.end),
    host: text(host),
    pid: number(pid),
    machine: text(machine),
    execArgv: texts(execArgv),
    argv: texts(argv),
    cwd: text(cwd),
    slurm: isDataObject(slurm) ? { job: text(slurm['job']), restart: number(slurm['restart']) } : null,
    versions: {
      exman: text(exman),
      node: text(node),
      tfjs: text(tfjs),
      backend: text(backend),
      lockfile: text(lockfile),
    },
    settings: settingsIn(session.settings),
    git: gitIn(session.git),
    data: isListOfFacts(session.data) ? session.data : [],
  }
}

function settingsIn(settings: unknown): Record<string, string> {
  const entries = Object.entries(facts(settings))
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function gitIn(git: unknown): SessionDetails['git'] {
  if (!isDataObject(git)) return null
  const { commit, branch, dirty, notes } = git
  return { commit: text(commit), branch: text(branch), dirty: dirty === true, notes: texts(notes) }
}
