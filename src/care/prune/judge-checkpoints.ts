import type { CatalogRecord } from '../../catalog/record'
import type { KeepRule } from '../../checkpoint/keep'
import { ExmanError } from '../../errors'
import { resolveMode } from '../../run/monitor'
import { placeBelow, standsAt } from '../trash/place'
import { whyHeld, whyMarked } from '../trash/protection'
import type { Refusal } from '../trash/removal'
import { stampOf } from '../trash/stamp'
import { hasMore, namesThatStay, type Choice } from './choose'
import { modelsOf, type Models } from './models'
import { Proof } from './proof'
import type { LeftCheckpoint } from './prune-plan'
import type { Overgrown } from './prune-run'
import { scoredCheckpoints } from './scores-file'

/** Those of whom nobody may go on with the run. */
const OVER: readonly CatalogRecord['status'][] = ['done', 'failed', 'diverged']

/** What a run is judged by, beside its record. */
export interface PrunedBy {
  readonly rule: KeepRule
  readonly isNamed: boolean
  /** Whether it is the best run of its root. */
  readonly isBest: boolean
}

/** What may go of a run, or why nothing may although there is more than the rule keeps; undefined when there is not. */
export async function judgeCheckpoints(
  record: CatalogRecord,
  by: PrunedBy,
): Promise<{ run?: Overgrown; refusal?: Refusal; left: LeftCheckpoint[] } | undefined> {
  const { id, dir, root } = record
  const refuse = (why: string) => ({ refusal: { id, dir, why }, left: [] })
  try {
    const place = placeBelow(root, dir)
    if (place === undefined || standsAt(root, place) !== 'folder') return undefined
    const models = modelsOf(dir)
    if (models === undefined) return undefined
    const choice = choiceFor(record, models, by)
    const isMore = hasMore(models.whole, choice)
    if (!isMore && models.others.length === 0) return undefined
    const why = whyHeld(dir) ?? (by.isNamed ? undefined : whyMarked(record.marks))
    if (why !== undefined) return refuse(why)
    scoredCheckpoints(dir)
    return await judged(record, models, isMore ? choice : undefined, by)
  } catch (error) {
    if (error instanceof ExmanError) return refuse(error.message)
    throw error
  }
}

async function judged(record: CatalogRecord, models: Models, choice: Choice | undefined, by: PrunedBy) {
  const { id, dir, root } = record
  const proof = new Proof(models.dir)
  const stay = choice && (await namesThatStay(models.whole, choice, proof))
  const going = stay === undefined ? [] : models.whole.filter(({ name }) => !stay.has(name))
  const checkpoints = going.map(({ name, bytes }) => ({ name, what: 'checkpoint' as const, bytes }))
  const run: Overgrown = {
    ...{ id, dir, root, models: models.dir, isNamed: by.isNamed, stamp: stampOf(dir) },
    monitor: monitorOf(record, models),
    remove: [...models.others, ...checkpoints],
    stay: stay ?? new Set(),
    damaged: new Set(proof.damaged.map(({ name }) => name)),
  }
  const left = [...models.unjudged, ...proof.damaged].map(({ name, why }) => ({ id, checkpoint: name, why }))
  return { run, left }
}

function choiceFor(record: CatalogRecord, models: Models, { rule, isBest }: PrunedBy): Choice {
  const keepBest = isBest ? Math.max(1, rule.keepBest) : rule.keepBest
  const isUnfinished = !OVER.includes(record.status)
  return { rule: { ...rule, keepBest }, monitor: monitorOf(record, models), isUnfinished }
}

function monitorOf({ monitor, mode }: CatalogRecord, { whole }: Models): Choice['monitor'] {
  const name = monitor ?? whole.at(-1)?.manifest.monitor ?? 'val_loss'
  return { name, mode: mode ?? resolveMode('auto', name) }
}
