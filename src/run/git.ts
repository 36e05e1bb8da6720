import { execFile } from 'node:child_process'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { fileExists } from '../files'
import { DIRS, FILES } from '../layout/names'
import { untrackedPatch } from './untracked-patch'

const run = promisify(execFile)

/** The state of the git work tree as it stands in run.json. */
export interface GitState {
  /** The commit that is checked out; null before the first one. */
  commit: string | null
  /** The branch; null when none is checked out. */
  branch: string | null
  /** Whether there was uncommitted work; changes.diff holds it. */
  dirty: boolean
  /** What changes.diff leaves out, a sentence each. */
  notes?: string[]
}

/** What was found: the state, and the text of changes.diff (empty when the tree is clean). */
export interface GitReport {
  state: GitState
  diff: string
}

/** Limits of changes.diff, in bytes: for one file, and in all. */
export const DIFF_LIMITS = { file: 256 * 1024, total: 5 * 1024 * 1024 } as const

// Secrets are neither counted nor copied, whatever .gitignore says; nor is what lies in a folder of such a name.
const SECRETS = ['.env*', '*.pem', '*.key', 'id_*'].flatMap((name) => [`**/${name}`, `**/${name}/**`])

// Of a root that is the whole work tree only what exman made is left out: the rest is the user's.
const MADE_AT_TOP = [`${DIRS.exman}/**`, 'exp-[0-9]*/**', `${DIRS.debug}/exp-[0-9]*/**`]

const STATUS = ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames', '--', ':(top)']

// Settings of the user's must not keep the patch from applying.
const DIFF = [
  'diff',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-renames',
  '--src-prefix=a/',
  '--dst-prefix=b/',
]

/**
 * Collects commit, branch and uncommitted work (untracked text files included) of the work tree around `cwd`;
 * null outside one or without git. exman's own `roots` never count. Never throws: a run does not fail for its git.
 */
export async function collectGit(cwd: string, roots: readonly string[]): Promise<GitReport | null> {
  try {
    const top = (await git(cwd, ['rev-parse', '--show-toplevel'])).trimEnd()
    const secret = SECRETS.map((glob) => `:(top,exclude,icase,glob)${glob}`)
    const own = [...secret, ...excluded(roots.map((root) => relative(top, root)))]
    const [commit, branch, status] = await Promise.all([
      git(top, ['rev-parse', '--verify', '-q', 'HEAD']).catch(() => ''),
      git(top, ['symbolic-ref', '--short', '-q', 'HEAD']).catch(() => ''),
      git(top, [...STATUS, ...own]),
    ])
    // Other roots show by what changed in them; without that they are asked for once more.
    const others = excluded(rootsAround(top, changedFiles(status)))
    const changed = changedFiles(
      others.length === 0 ? status : await git(top, [...STATUS, ...own, ...others]),
    )
    const untracked = changed.filter(({ isTracked }) => !isTracked).map(({ path }) => path)
    const notes: string[] = []
    const tracked =
      untracked.length === changed.length
        ? []
        : await trackedPatches(top, commit !== '', [...own, ...others], notes)
    const diff = await joined(
      tracked,
      untracked,
      (path) => untrackedPatch(top, path, DIFF_LIMITS.file, notes),
      notes,
    )
    const state = {
      commit: commit.trimEnd() || null,
      branch: branch.trimEnd() || null,
      dirty: changed.length > 0,
    }
    return { state: notes.length > 0 ? { ...state, notes } : state, diff }
  } catch {
    return null
  }
}

async function git(cwd: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }
  const options = { cwd, env, timeout: 30_000, maxBuffer: 256 * 1024 * 1024, windowsHide: true }
  return (await run('git', args, options)).stdout
}

/** Leaves out roots, given from the top of the work tree; those outside of it do not matter. */
function excluded(roots: readonly string[]): string[] {
  return roots.flatMap((root) => {
    if (root === '') return MADE_AT_TOP.map((glob) => `:(top,exclude,glob)${glob}`)
    return root.startsWith('..') || isAbsolute(root)
      ? []
      : [`:(top,exclude,literal)${root.replaceAll('\\', '/')}`]
  })
}

/** The folders around changed files that are exman roots. */
function rootsAround(top: string, changed: readonly ChangedFile[]): string[] {
  const folders = new Set<string>()
  for (const { path } of changed)
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder)
  const roots = [...folders].filter((folder) => fileExists(join(top, folder, DIRS.exman, FILES.format)))
  return roots.map((folder) => (folder === '.' ? '' : folder))
}

interface ChangedFile {
  path: string
  isTracked: boolean
}

function changedFiles(status: string): ChangedFile[] {
  const entries = status.split('\0').filter((entry) => entry !== '')
  return entries.map((entry) => ({ path: entry.slice(3), isTracked: !entry.startsWith('?? ') }))
}

async function trackedPatches(
  top: string,
  hasCommit: boolean,
  exclude: readonly string[],
  notes: string[],
): Promise<string[]> {
  try {
    // Before the first commit all is compared with the empty tree.
    const against = hasCommit
      ? 'HEAD'
      : (await git(top, ['hash-object', '-t', 'tree', '/dev/null'])).trimEnd()
    const diff = await git(top, [...DIFF, against, '--', ':(top)', ...exclude])
    return diff.split(/(?<=\n)(?=diff --git )/).filter((patch) => isKept(patch, notes))
  } catch (error) {
    notes.push(
      `the changes of tracked files could not be read: ${(error as Error).message.split('\n', 1)[0]}`,
    )
    return []
  }
}

function isKept(patch: string, notes: string[]): boolean {
  // `diff --git a/name b/name`: twice the same name.
  const names = patch.slice('diff --git '.length, patch.indexOf('\n'))
  const name = names.slice(0, (names.length - 1) / 2).replace('a/', '')
  const bytes = Buffer.byteLength(patch)
  if (bytes > DIFF_LIMITS.file) notes.push(`left out, ${bytes} bytes of changes: ${name}`)
  else if (/\nBinary files .* differ\n$/.test(patch) || patch.includes('\ufffd'))
    notes.push(`left out, binary: ${name}`)
  else return patch !== ''
  return false
}

/** The patches of tracked files, then those of untracked ones, which are read one by one as long as there is room. */
async function joined(
  tracked: readonly string[],
  untracked: readonly string[],
  patchOf: (path: string) => Promise<string>,
  notes: string[],
): Promise<string> {
  const kept: string[] = []
  const sources = [...tracked.map((patch) => () => patch), ...untracked.map((path) => () => patchOf(path))]
  let room = DIFF_LIMITS.total
  for (const [at, source] of sources.entries()) {
    const patch = await source()
    room -= Buffer.byteLength(patch)
    if (room < 0) {
      notes.push(`cut at ${DIFF_LIMITS.total} bytes: ${sources.length - at} more changed files are left out`)
      break
    }
    kept.push(patch)
  }
  return kept.join('')
}
