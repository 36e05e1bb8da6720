import { join } from 'node:path'
import { folderBytes } from '../../files'
import { DIRS } from '../../layout/names'
import type { Prunable } from './models'
import type { PrunedRoot } from './prune-plan'
import type { Overgrown } from './prune-run'

/**
 * Of what may go, only as much as brings each root down to a limit: of the runs in their order, the oldest checkpoints first. Gives the
 * runs with what goes of them, and how large the roots are.
 */
export function withinLimit(
  runs: readonly Overgrown[],
  roots: readonly string[],
  maxBytes: number,
): { runs: Overgrown[]; roots: PrunedRoot[] } {
  const sizes = roots.map((root) => sizeOf(root, runs, maxBytes))
  const rest = new Map(sizes.map(({ root, bytes }) => [root, bytes - maxBytes]))
  const limited = runs.map((run) => {
    const remove: Prunable[] = []
    for (const each of run.remove) {
      const above = rest.get(run.root) ?? 0
      if (above <= 0) break
      remove.push(each)
      rest.set(run.root, above - each.bytes)
    }
    return { ...run, remove }
  })
  return { runs: limited.filter(({ remove }) => remove.length > 0), roots: sizes }
}

function sizeOf(root: string, runs: readonly Overgrown[], maxBytes: number): PrunedRoot {
  const bytes = folderBytes(root)
  const freed = sumOf(runs.filter((run) => run.root === root).flatMap(({ remove }) => remove))
  const trash = folderBytes(join(root, DIRS.exman, DIRS.trash))
  return { root, bytes, above: Math.max(0, bytes - freed - maxBytes), trash }
}

/** What some folders take together, in bytes. */
export function sumOf(each: readonly { bytes: number }[]): number {
  return each.reduce((sum, { bytes }) => sum + bytes, 0)
}
