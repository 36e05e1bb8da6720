import type { Checkpoint } from './manifest'

/** Which checkpoints stay. */
export interface KeepRule {
  /** How many of the best by the monitored metric stay. */
  keepBest: number
  /** How many of the last stay. */
  keepLast: number
  /** Checkpoints at multiples of this many epochs stay for good. */
  keepEvery?: number | undefined
}

/** A checkpoint as the rule sees it. `value` is the monitored metric; what is not finite is never among the best. */
export type Candidate = Pick<Checkpoint, 'name' | 'epoch' | 'ordinal'> & { value: number | undefined }

/** The monitored value of each checkpoint; those taken under another monitor have none to compare. */
export function candidates(checkpoints: readonly Checkpoint[], monitor: string): Candidate[] {
  return checkpoints.map(({ name, epoch, ordinal, manifest }) => ({
    name,
    epoch,
    ordinal,
    value: manifest?.metrics[monitor],
  }))
}

/**
 * The best first, without those that have no finite value. Of equals the earlier epoch comes first, and of one epoch
 * saved twice the later one, which is the one that counts.
 */
export function rankByValue(list: readonly Candidate[], mode: 'min' | 'max'): Candidate[] {
  const sign = mode === 'min' ? 1 : -1
  return list
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => sign * (a.value! - b.value!) || a.epoch - b.epoch || b.ordinal - a.ordinal)
}

/** The names that a rule keeps, out of `list` (oldest first). */
export function namesToKeep(list: readonly Candidate[], rule: KeepRule, mode: 'min' | 'max'): Set<string> {
  const best = rankByValue(list, mode).slice(0, rule.keepBest)
  const last = rule.keepLast === 0 ? [] : list.slice(-rule.keepLast)
  const every = rule.keepEvery === undefined ? [] : list.filter(({ epoch }) => epoch % rule.keepEvery! === 0)
  return new Set([...best, ...last, ...every].map(({ name }) => name))
}
