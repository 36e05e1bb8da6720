/** Judges a record of system calls: was each file synced before it got its name, and each name before it was relied on? */
import { basename, dirname } from 'node:path'
import { isTemporaryName } from '../../src/files/hidden-names'
import type { SystemCall } from './strace'

/** Names that a power cut may take, each with the reason. All others have to be durable. */
const MAY_BE_LOST: [name: RegExp, reason: string][] = [
  [/\/\.lock$/, 'after a power cut its holder is dead'],
  [/\/models\/(best|last)$/, 'links are a convenience, best.json and last.json are the truth'],
  [/\/\.exman\/sequence\.json$/, 'it counts only where the clock is set back, too'],
]

/** What the record shows. */
export interface Judged {
  faults: string[]
  /** Files and folders that were given their names, in order. */
  placed: string[]
  /** What the process said it acknowledges, each with the calls up to then. */
  acknowledged: { line: string; before: SystemCall[] }[]
}

/** Judges what was done in `top`, a folder that was there before. `inFlight`: what may be under way when a line is printed. */
export function judgeOrder(
  calls: readonly SystemCall[],
  top: string,
  inFlight: (line: string, path: string) => boolean,
): Judged {
  const judged: Judged = { faults: [], placed: [], acknowledged: [] }
  /** Files and folders with changes that are not synced, and when the last of those was over. */
  const unsynced = new Map<string, number>()

  const isOurs = (path: string) => path === top || path.startsWith(`${top}/`)
  const mayBeLost = (path: string) =>
    isTemporaryName(basename(path)) || MAY_BE_LOST.some(([name]) => name.test(path))
  const within = (path: string) =>
    [...unsynced.keys()].filter((each) => each === path || each.startsWith(`${path}/`))

  function place(from: string, to: string, call: SystemCall): void {
    const open = within(from)
    if (!mayBeLost(to)) {
      judged.placed.push(to)
      judged.faults.push(...open.map((each) => `${call.name} of ${each} to ${to} before its sync`))
    }
    for (const each of open) {
      unsynced.set(to + each.slice(from.length), unsynced.get(each)!)
      if (call.name === 'rename') unsynced.delete(each)
    }
    if (mayBeLost(to)) for (const each of within(to)) unsynced.delete(each)
    else unsynced.set(dirname(to), call.ended)
  }

  const EFFECTS: Record<string, (call: SystemCall, path: string) => void> = {
    write: (call, path) => unsynced.set(path, call.ended),
    ftruncate: (call, path) => unsynced.set(path, call.ended),
    // Any new name but a hidden one, which gets its own when it is put in place.
    mkdir: (call, path) => isTemporaryName(basename(path)) || place(path, path, call),
    openat: (call, path) => {
      if (!call.text.includes('O_CREAT') || isTemporaryName(basename(path))) return
      unsynced.set(path, call.ended)
      unsynced.set(dirname(path), call.ended)
    },
    rename: (call, path) => place(path, call.paths[1]!, call),
    link: (call, path) => place(path, call.paths[1]!, call),
    unlink: (_call, path) => unsynced.delete(path),
    rmdir: (_call, path) => unsynced.delete(path),
    // It covers what was over when it began.
    fsync: (call, path) => (unsynced.get(path) ?? Infinity) < call.begun && unsynced.delete(path),
  }

  function acknowledge(line: string, at: number): void {
    const open = [...unsynced.keys()].filter((path) => !inFlight(line, path))
    judged.faults.push(...open.map((path) => `"${line}" before the sync of ${path}`))
    judged.acknowledged.push({ line, before: calls.filter(({ ended }) => ended < at) })
  }

  // A sync counts from its end, all else from its beginning: what goes on at the same time is in no order.
  const moment = ({ name, begun, ended }: SystemCall) => (name === 'fsync' ? ended : begun)
  for (const call of calls.toSorted((a, b) => moment(a) - moment(b))) {
    const [path = ''] = call.paths
    const line = /^1<[^>]*>, "acknowledged: (.*)\\n"/.exec(call.text)?.[1]
    if (call.name === 'write' && line !== undefined) acknowledge(line, call.begun)
    else if (call.result >= 0 && isOurs(path)) EFFECTS[call.name]?.(call, path)
  }
  return judged
}
