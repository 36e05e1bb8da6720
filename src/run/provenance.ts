import { availableParallelism } from 'node:os'
import { basename, isAbsolute, relative } from 'node:path'
import { thisProcess } from '../files'
import { projectAround } from './project'
import { exmanVersion } from './version'

/** Which process worked on a run. */
export interface ProcessFacts {
  /** The machine's host name. */
  host: string
  /** The process id. */
  pid: number
  /** When the process started, in the kernel's clock ticks since boot; null where that is unknown. */
  start: string | null
  /** The id of the machine's boot; null where that is unknown. */
  boot: string | null
  /** The processor's kind and how many of it the process may use, such as `x64, 8 processors`; missing in older records. */
  machine?: string
  /** The options of node itself, such as `--import tsx`; missing without any. */
  execArgv?: string[]
  /** The command line; the script relative to the git root or the working folder, where it can be. */
  argv: string[]
  /** The working folder, relative to the git root where it can be. */
  cwd: string
  /** The Slurm job and how often it was restarted; null outside Slurm. */
  slurm: { job: string; restart: number } | null
}

/** Which versions a session ran with. */
export interface Versions {
  /** exman's own version. */
  exman: string
  /** The version of Node. */
  node: string
  /** The version of TensorFlow.js; null before it was found. */
  tfjs: string | null
  /** The backend in use, such as `wasm`; null before there was one. */
  backend: string | null
  /** `sha256:` and the SHA-256 of the project's lockfile; null when there is none. */
  lockfile: string | null
}

// Of the environment only what can change the numbers is stored: everything else may be a secret.
export const SETTINGS: readonly string[] = [
  'TF_NUM_INTRAOP_THREADS',
  'TF_NUM_INTEROP_THREADS',
  'TF_ENABLE_ONEDNN_OPTS',
  'NODE_OPTIONS',
]

/** The facts of this process; paths are relative to the git root, or else to the working folder, where they can be. */
export function processFacts(): ProcessFacts {
  const { host, pid, start, boot, slurm } = thisProcess()
  const cwd = process.cwd()
  const base = projectAround(cwd).gitRoot ?? cwd
  const [node = 'node', script, ...rest] = process.argv
  const argv = [basename(node), ...(script === undefined ? [] : [shorten(base, script)]), ...rest]
  const execArgv = process.execArgv.length === 0 ? {} : { execArgv: [...process.execArgv] }
  return { host, pid, start, boot, machine: thisMachine(), ...execArgv, argv, cwd: shorten(base, cwd), slurm }
}

/** The processor's kind and how many of it this process may use. */
export function thisMachine(): string {
  return `${process.arch}, ${availableParallelism()} processors`
}

/** A path relative to the git root or the working folder, where it can be. */
export function projectPath(path: string): string {
  const cwd = process.cwd()
  return shorten(projectAround(cwd).gitRoot ?? cwd, path)
}

/** Whether these are the facts of this very process. */
export function isThisProcess(facts: ProcessFacts): boolean {
  const { host, pid, start, boot } = thisProcess()
  return facts.host === host && facts.pid === pid && facts.start === start && facts.boot === boot
}

/** The versions of exman, Node and the project's packages; those of tfjs are filled in by who knows tfjs. */
export function baseVersions(): Versions {
  return {
    exman: exmanVersion(),
    node: process.versions.node,
    tfjs: null,
    backend: null,
    lockfile: projectAround(process.cwd()).lockfile,
  }
}

/** The environment settings that change results, as far as they are set. */
export function resultSettings(): Record<string, string> {
  const set = SETTINGS.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return Object.fromEntries(set) as Record<string, string>
}

function shorten(base: string, path: string): string {
  if (!isAbsolute(path)) return path
  const short = relative(base, path)
  if (short === '') return '.'
  return short.startsWith('..') || isAbsolute(short) ? path : short
}
