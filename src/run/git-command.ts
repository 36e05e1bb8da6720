import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { hasAbove } from '../files'

const run = promisify(execFile)

/** Whether git may know of a work tree around a folder: where none can be, it need not be started. */
export function mayHaveGit(cwd: string): boolean {
  return process.env.GIT_DIR !== undefined || hasAbove(cwd, '.git')
}

/** Asks git something in a folder; gives what it printed. */
export async function git(cwd: string, args: readonly string[]): Promise<string> {
  return (await run('git', args, { ...options(cwd), timeout: 30_000 })).stdout
}

/** The same while everything else waits, at most that many milliseconds. */
export function gitNow(cwd: string, args: readonly string[], timeout: number): string {
  return execFileSync('git', args, {
    ...options(cwd),
    // 0 would be: as long as it takes.
    timeout: Math.max(1, timeout),
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

function options(cwd: string) {
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }
  return { cwd, env, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, windowsHide: true } as const
}
