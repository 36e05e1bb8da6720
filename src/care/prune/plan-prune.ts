import { Breath } from '../../catalog/cache/breath'
import type { CatalogRecord } from '../../catalog/record'
import { OptionError } from '../../errors'
import { checkOptions, isCount, isFunction, isPositiveCount } from '../../params/check-options'
import { checkedRecords, isRecords } from '../trash/given-runs'
import { treeOf } from '../trash/plan-removal'
import { bestRuns } from '../trash/protection'
import type { ApplyOptions, Refusal } from '../trash/removal'
import { judgeCheckpoints } from './judge-checkpoints'
import { sumOf, withinLimit } from './limit'
import type { LeftCheckpoint, Pruned, PrunePlan, PruneStep } from './prune-plan'
import { pruneRun, type Overgrown } from './prune-run'

/** Options of `planPrune`. */
export interface PruneOptions {
  /** How many of the best checkpoints of each run stay, by the metric it monitors; default 1. */
  keepBest?: number
  /** How many of the last ones stay; default 1. */
  keepLast?: number
  /** Checkpoints at multiples of this many epochs stay, too; default: none. */
  keepEvery?: number
  /** Only as many go as bring each root down to so many bytes, of the oldest runs first. Default: all that may go. */
  maxBytes?: number
  /** Those of the runs that were named by themselves: then marks do not protect them. Default: none. */
  named?: Iterable<CatalogRecord>
  /** All runs, among which the best are looked for. Default: those of the roots of the runs, read anew. */
  tree?: Iterable<CatalogRecord>
  /** Hears of how many runs of how many the checkpoints were looked at. */
  onProgress?: (done: number, total: number) => void
}

/**
 * Plans which checkpoints go for good: those beyond a rule, those that were set aside (`aside.*`), and what processes that were killed
 * have left half-made. Nothing is changed before `apply`.
 *
 * Runs that a process holds are passed over, and marked ones unless they were named. A run that somebody may go on with keeps the
 * newest checkpoint from which that can be done, the best run of each root its best one, and each run at least one, whatever the rule.
 * The best and the last ones are proven byte for byte: a damaged one counts for nothing, so the next one stays as well; it is
 * told of, and stays too, as does one in which a user has put files. Nothing else in models/ is touched.
 * Throws OptionError.
 *
 * @example
 * ```ts
 * import { openRuns, planPrune } from 'exman'
 * const runs = await openRuns('experiments')
 * const plan = await planPrune(runs, { keepBest: 1, keepLast: 1 })
 * console.log(plan.bytes)
 * await plan.apply()
 * ```
 */
export async function planPrune(
  runs: Iterable<CatalogRecord>,
  options: PruneOptions = {},
): Promise<PrunePlan> {
  checkOptions('planPrune', options, {
    keepBest: isCount,
    keepLast: isCount,
    keepEvery: isPositiveCount,
    maxBytes: isCount,
    named: isRecords,
    tree: isRecords,
    onProgress: isFunction,
  })
  const { keepBest = 1, keepLast = 1, keepEvery, maxBytes, onProgress } = options
  if (keepBest + keepLast === 0 && keepEvery === undefined) throw keepsNothing()
  const records = checkedRecords('planPrune', runs).sort(byAge)
  const named = new Set(Array.from(options.named ?? [], ({ dir }) => dir))
  const best = bestRuns(options.tree ?? (await treeOf(records)))
  const rule = { keepBest, keepLast, keepEvery }
  const overgrown: Overgrown[] = []
  const refused: Refusal[] = []
  const left: LeftCheckpoint[] = []
  const breath = new Breath()
  for (const [index, record] of records.entries()) {
    const by = { rule, isNamed: named.has(record.dir), isBest: best.has(record.dir) }
    const found = await judgeCheckpoints(record, by)
    if (found?.run !== undefined && found.run.remove.length > 0) overgrown.push(found.run)
    if (found?.refusal !== undefined) refused.push(found.refusal)
    left.push(...(found?.left ?? []))
    onProgress?.(index + 1, records.length)
    if (breath.isDue) await breath.taken()
  }
  const roots = [...new Set(records.map(({ root }) => root))]
  const limited =
    maxBytes === undefined ? { runs: overgrown, roots: [] } : withinLimit(overgrown, roots, maxBytes)
  const steps = limited.runs.map((run) => stepOf(run, run.remove))
  return {
    steps,
    refused,
    left,
    bytes: sumOf(steps),
    roots: limited.roots,
    apply: (how = {}) => pruneAll(limited.runs, how),
  }
}

async function pruneAll(runs: readonly Overgrown[], options: ApplyOptions): Promise<Pruned> {
  checkOptions('apply', options, { onProgress: isFunction })
  const [pruned, leftAlone]: [PruneStep[], Refusal[]] = [[], []]
  for (const [index, run] of runs.entries()) {
    const outcome = await pruneRun(run)
    if ('why' in outcome) leftAlone.push({ id: run.id, dir: run.dir, why: outcome.why })
    else
      pruned.push(
        stepOf(
          run,
          run.remove.filter((each) => outcome.removed.includes(each)),
        ),
      )
    options.onProgress?.(index + 1, runs.length)
  }
  return { pruned, leftAlone, bytes: sumOf(pruned) }
}

function stepOf({ id, dir }: Overgrown, remove: PruneStep['remove']): PruneStep {
  return { id, dir, remove, bytes: sumOf(remove) }
}

// A table may have been sorted by anything.
function byAge(a: CatalogRecord, b: CatalogRecord): number {
  const [left, right] = [a.started ?? '', b.started ?? '']
  return left < right ? -1 : Number(left > right)
}

function keepsNothing(): OptionError {
  const text =
    'A rule that keeps no checkpoint is none: keepBest and keepLast are both 0. To remove a run, use planRemoval.'
  return new OptionError('EXMAN_OPTION_INVALID', text, { option: 'keepLast', value: 0 })
}
