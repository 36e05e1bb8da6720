import { git } from './git-command'
import type { GitStatus } from './git-status'
import { untrackedPatch } from './untracked-patch'

/** Limits of changes.diff, in bytes: for one file, and in all. */
export const DIFF_LIMITS = { file: 256 * 1024, total: 5 * 1024 * 1024 } as const

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

/** The text of changes.diff for a work tree; what it leaves out is added to `notes`. */
export async function changesDiff(
  top: string,
  { commit, changed }: GitStatus,
  exclude: readonly string[],
  notes: string[],
): Promise<string> {
  const untracked = changed.filter(({ isTracked }) => !isTracked).map(({ path }) => path)
  const tracked =
    untracked.length === changed.length ? [] : await trackedPatches(top, commit !== null, exclude, notes)
  const patchOf = (path: string) => untrackedPatch(top, path, DIFF_LIMITS.file, notes)
  return joined(tracked, untracked, patchOf, notes)
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
      // First, where it is seen however many notes there are.
      notes.unshift(
        `cut at ${DIFF_LIMITS.total} bytes: ${sources.length - at} more changed files are left out`,
      )
      break
    }
    kept.push(patch)
  }
  return kept.join('')
}
