/** Tells which tools the system has, so that a test that needs one which is not here is skipped by name and reason. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Something a test may need: why it may be missing, and a trial of it that throws when it is. */
interface Tool {
  missing: string
  attempt: (dir: string) => void
}

const quiet = { stdio: 'ignore' } as const
const mount = (dir: string, ...words: string[]) => {
  execFileSync('mount', [...words, dir], quiet)
  execFileSync('umount', [dir], quiet)
}

const TOOLS = {
  strace: {
    missing: 'strace is not installed, or may not trace',
    attempt: () => execFileSync('strace', ['-f', '-o', '/dev/null', 'true'], quiet),
  },
  faketime: {
    missing: 'faketime is not installed',
    attempt: () => execFileSync('faketime', ['-f', '+1h', 'true'], quiet),
  },
  'another user': {
    missing: 'only root can be another user, by setpriv',
    attempt: () => execFileSync('setpriv', ['--reuid', '65534', '--clear-groups', 'true'], quiet),
  },
  mounts: {
    missing: 'there is no right to mount',
    attempt: (dir) => mount(dir, '-t', 'tmpfs', 'tmpfs'),
  },
  'mounts of images': {
    missing: 'there is no right to mount the image of a disk, or no mkfs.ext4',
    attempt: (dir) => {
      const image = `${dir}.img`
      writeFileSync(image, '')
      truncateSync(image, 2 ** 21)
      execFileSync('mkfs.ext4', ['-q', '-F', image], quiet)
      mount(dir, '-o', 'loop', image)
    },
  },
  limits: {
    missing: 'prlimit is not installed',
    attempt: () => execFileSync('prlimit', ['--nofile=64', 'true'], quiet),
  },
} satisfies Record<string, Tool>

/** Like jest's `describe`, for tests that need these tools; without them it is skipped, and the title says why. */
export function describeWith(needs: readonly (keyof typeof TOOLS)[], title: string, body: () => void): void {
  const missing = needs.map((name) => TOOLS[name]).filter((tool) => !works(tool))
  if (missing.length === 0) describe(title, body)
  else describe.skip(`${title} (skipped: ${missing.map((tool) => tool.missing).join('; ')})`, body)
}

function works({ attempt }: Tool): boolean {
  const parent = mkdtempSync(join(tmpdir(), 'exman-tools-'))
  try {
    attempt(mkdtempSync(join(parent, 'at-')))
    return true
  } catch {
    return false
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}
