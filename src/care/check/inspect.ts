import { Breath } from '../../catalog/cache/breath'
import { rootsAmong } from '../../catalog/find-roots'
import { DataRead } from './data'
import { settledLooks, type Inspected } from './settled-look'
import type { Subject } from './subject'
import { subjectsIn } from './subjects'
import { TreeFacts } from './tree-facts'

/** What is to be looked at, and how closely. */
export interface Inspection {
  readonly trials: boolean
  readonly verify: boolean
  /** The folders of the runs that are wanted; all, with what is of the whole root, without. */
  readonly only?: ReadonlySet<string> | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** Looks at each folder of some roots; gives how many these were, and those in which something is wrong. Throws FileError, OptionError. */
export async function inspect(
  roots: string | readonly string[],
  { trials, verify, only, onProgress }: Inspection,
): Promise<{ folders: number; wrong: Inspected[] }> {
  const wrong: Inspected[] = []
  const breath = new Breath()
  const parts = rootsAmong(roots).map((root) => {
    const data = new DataRead(root)
    const all = subjectsIn(new TreeFacts(root), data, trials)
    return { root, data, subjects: only === undefined ? all : all.filter(({ dir }) => only.has(dir)) }
  })
  const total = parts.reduce((sum, { subjects }) => sum + subjects.length, 0)
  let done = 0
  const step = async (isDone: boolean) => {
    if (isDone) done += 1
    if (!breath.isDue) return
    onProgress?.(done, total)
    await breath.taken()
  }
  for (const { root, data, subjects } of parts) {
    wrong.push(...(await settledLooks(subjects, { verify }, step)))
    if (data.found.length > 0) wrong.push({ subject: nothingToMend(root), found: data.found })
  }
  return { folders: total, wrong }
}

/** What is told of runs together is mended in none of them. */
function nothingToMend(root: string): Subject {
  return { dir: root, lock: undefined, look: () => [] }
}
