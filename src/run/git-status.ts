/** What `git status` tells of a work tree. */
export interface GitStatus {
  /** The commit that is checked out; null before the first one. */
  commit: string | null
  /** The branch; null when none is checked out. */
  branch: string | null
  changed: ChangedFile[]
}

/** A file with uncommitted work, named from the top of the work tree. */
export interface ChangedFile {
  path: string
  isTracked: boolean
}

/** What git is asked for its status, leaving out what is excluded. */
export function statusArgs(exclude: readonly string[]): string[] {
  const form = ['--porcelain=v2', '--branch', '--no-ahead-behind', '-z']
  return ['status', ...form, '--untracked-files=all', '--no-renames', '--', ':(top)', ...exclude]
}

/** Reads what git answered. */
export function parseStatus(text: string): GitStatus {
  const status: GitStatus = { commit: null, branch: null, changed: [] }
  for (const entry of text.split('\0')) {
    const [, key, value = ''] = /^# branch\.(oid|head) (.*)$/.exec(entry) ?? []
    if (key === 'oid' && value !== '(initial)') status.commit = value
    if (key === 'head' && value !== '(detached)') status.branch = value
    // One that changed, one with a merge conflict, an untracked one: so many fields, then the path.
    const path = /^(?:1(?: \S+){7}|u(?: \S+){9}|\?) (.*)$/s.exec(entry)?.[1]
    if (path !== undefined) status.changed.push({ path, isTracked: !entry.startsWith('?') })
  }
  return status
}
