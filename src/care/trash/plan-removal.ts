import { Breath } from '../../catalog/cache/breath'
import { openRuns } from '../../catalog/open-runs'
import type { CatalogRecord } from '../../catalog/record'
import { checkOptions, isBoolean, isFunction } from '../../params/check-options'
import { finishTrash } from './finish'
import { checkedRecords, isRecords } from './given-runs'
import { judgeRun } from './judge-run'
import { makingRoom } from './make-room'
import { bestRuns } from './protection'
import type { ApplyOptions, Refusal, Removal, RemovalPlan, RemovalStep } from './removal'
import { takeToTrash, type Doomed } from './take'

/** Options of `planRemoval`. */
export interface RemovalOptions {
  /** Those of the runs that were named by themselves, which lifts what protects them. Default: none. */
  named?: Iterable<CatalogRecord>
  /** All runs, among which the best are looked for. Default: those of the roots of the runs, read anew. */
  tree?: Iterable<CatalogRecord>
  /** Whether runs that are marked, or the best, go although they were not named; default false. */
  force?: boolean
  /** Hears now and then of how many runs of how many the size is known. */
  onProgress?: (done: number, total: number) => void
}

/**
 * Plans which runs go to the trash, `.exman/trash` of their root: `planRestore` brings them back from there byte for byte, until
 * `emptyTrash` frees the disk. Nothing is changed before `apply`.
 *
 * A run is protected, unless it was named, when a process holds it, when it has a mark, and when it is the best of its root by a
 * metric that is monitored. A run that goes while a process holds it lets that process fail at its next write. What a user has
 * put into the folder of a run goes, and comes back, with it.
 * Throws OptionError; FileError when the disk refuses to tell how a run stands.
 *
 * @example
 * ```ts
 * import { openRuns, planRemoval } from 'exman'
 * const runs = await openRuns('experiments')
 * const plan = await planRemoval(runs.where({ status: 'failed' }), { tree: runs })
 * for (const { id, bytes } of plan.steps) console.log(id, bytes)
 * const { removed } = await plan.apply()
 * ```
 */
export async function planRemoval(
  runs: Iterable<CatalogRecord>,
  options: RemovalOptions = {},
): Promise<RemovalPlan> {
  checkOptions('planRemoval', options, {
    named: isRecords,
    tree: isRecords,
    force: isBoolean,
    onProgress: isFunction,
  })
  const records = checkedRecords('planRemoval', runs)
  const named = new Set(Array.from(options.named ?? [], ({ dir }) => dir))
  const tree = [...(options.tree ?? (await treeOf(records)))]
  const by = { tree, best: bestRuns(tree), force: options.force ?? false }
  const [doomed, refused]: [(Doomed & RemovalStep)[], Refusal[]] = [[], []]
  const breath = new Breath()
  for (const [index, record] of records.entries()) {
    const judged = judgeRun(record, { ...by, isNamed: named.has(record.dir) })
    if ('why' in judged) refused.push(judged)
    else doomed.push(judged)
    if (!breath.isDue) continue
    options.onProgress?.(index + 1, records.length)
    await breath.taken()
  }
  return {
    steps: doomed.map(({ id, dir, bytes, despite }) => ({ id, dir, bytes, despite })),
    refused,
    bytes: sumOf(doomed),
    apply: (how = {}) => moveAll(doomed, how),
  }
}

/** All runs of the roots that these runs are of, trials among them. */
export async function treeOf(records: readonly CatalogRecord[]): Promise<Iterable<CatalogRecord>> {
  const roots = [...new Set(records.map(({ root }) => root))]
  return roots.length === 0 ? [] : openRuns(roots, { trials: true })
}

async function moveAll(doomed: readonly Doomed[], options: ApplyOptions): Promise<Removal> {
  checkOptions('apply', options, { onProgress: isFunction })
  for (const root of new Set(doomed.map(({ root }) => root))) makingRoom(root, () => finishTrash(root))
  const [removed, leftAlone]: [{ id: string; entry: string; bytes: number }[], Refusal[]] = [[], []]
  const breath = new Breath()
  for (const [index, run] of doomed.entries()) {
    const { id, dir, bytes } = run
    const outcome = makingRoom(run.root, () => takeToTrash(run))
    if ('why' in outcome) leftAlone.push({ id, dir, why: outcome.why })
    else removed.push({ id, entry: outcome.entry, bytes })
    options.onProgress?.(index + 1, doomed.length)
    if (breath.isDue) await breath.taken()
  }
  return { removed, leftAlone, bytes: sumOf(removed) }
}

function sumOf(each: readonly { bytes: number }[]): number {
  return each.reduce((sum, { bytes }) => sum + bytes, 0)
}
