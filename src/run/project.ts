import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileExists, findAbove, folderExists, readText, unlessRefused } from '../files'

/** The project that a folder lies in. */
export interface Project {
  /** The top of the git work tree; null outside one. */
  gitRoot: string | null
  /** `sha256:` and the SHA-256 of the lockfile; null when there is none. */
  lockfile: string | null
}

const LOCKFILES = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock']

// Looked at once per process: what was installed when the process loaded its packages is what counts, and a process
// that trains many runs need not ask all folders above for each.
const projects = new Map<string, Project>()

/** The project around a folder, as it was when this process first asked. */
export function projectAround(folder: string): Project {
  const known = projects.get(folder)
  if (known !== undefined) return known
  const project = projectNow(folder)
  projects.set(folder, project)
  return project
}

/** The project around a folder as it is now. */
export function projectNow(folder: string): Project {
  const gitRoot = firstAbove(folder, ['.git'])
  const lockfile = firstAbove(folder, LOCKFILES)
  return {
    gitRoot: gitRoot === undefined ? null : dirname(gitRoot),
    lockfile: lockfile === undefined ? null : hashOf(lockfile),
  }
}

/** The path of the first of these names, in the folder or the nearest one above. */
function firstAbove(start: string, names: readonly string[]): string | undefined {
  return findAbove(start, (folder) => names.map((name) => join(folder, name)).find(isThere))
}

function hashOf(path: string): string | null {
  const text = unlessRefused(() => readText(path))
  return text === undefined ? null : `sha256:${createHash('sha256').update(text).digest('hex')}`
}

// `.git` is a folder, or a file in a linked work tree. The folders above may belong to others: what cannot be looked at counts as
// not there, and fails no run.
function isThere(path: string): boolean {
  return unlessRefused(() => fileExists(path) || folderExists(path)) ?? false
}
