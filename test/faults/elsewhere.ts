/** Commands that run another command where this process cannot look, as containers and other machines do. */
import { readFileSync } from 'node:fs'

// Who is not root may do so as the root of a world of users of its own.
const isRoot = process.getuid?.() === 0
const unshare = ['unshare', ...(isRoot ? [] : ['--map-root-user'])]

/** With process ids of its own, and the /proc of others; it dies with the command. */
export const withoutProc = [...unshare, '--pid', '--fork', '--kill-child']

/** With process ids of its own. */
export const withOtherPids = [...withoutProc, '--mount-proc']

/** On a machine of this name, as far as it can tell. */
export function onHost(name: string): string[] {
  return [...unshare, '--uts', 'sh', '-c', 'hostname "$0" && exec "$@"', name]
}

/** Beside the child of a process that was started by one of these. */
export function besideChildOf(pid: number): string[] {
  const child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return [
    'nsenter',
    '--target',
    child,
    ...(isRoot ? [] : ['--user', '--preserve-credentials']),
    '--pid',
    '--mount',
  ]
}
