import { candidates, namesToKeep, type KeepRule } from './keep'
import type { WholeCheckpoint } from './manifest'

/** How much room the checkpoints of a run may take. */
export interface ByteLimits {
  /** The most bytes that they may take together. */
  maxBytes?: number | undefined
  /** How many bytes must stay free on the disk. */
  minFreeBytes?: number | undefined
}

/** A save that is to be judged: what is on disk, and what would be added. */
export interface PlannedSave {
  /** Those on disk, oldest first. */
  present: readonly WholeCheckpoint[]
  epoch: number
  metrics: Record<string, number>
  /** Of all its files together. */
  bytes: number
  monitor: { name: string; mode: 'min' | 'max' }
  /** What the disk has left; undefined where that is not known, which is then no limit. */
  freeBytes?: number | undefined
}

/** The limit that a save would break, and what is to be said of it. */
export interface BrokenLimit {
  limit: keyof ByteLimits
  reason: string
}

/**
 * Judges a save by the limits; undefined when it may be done. `maxBytes` counts what stays by the rule once the new one is
 * there; `minFreeBytes` the moment before old ones go, since they go only when the new one is on disk.
 */
export function brokenLimit(planned: PlannedSave, rule: KeepRule & ByteLimits): BrokenLimit | undefined {
  const { maxBytes = Infinity, minFreeBytes = -Infinity } = rule
  const { bytes, freeBytes = Infinity } = planned
  const total = bytesOfKept(planned, rule)
  if (total > maxBytes) {
    const remedy =
      total > bytes ? 'Raise it, or keep fewer with keepBest, keepLast and keepEvery' : 'Raise it'
    const reason = `those that stay would take ${total} bytes together, and "maxBytes" allows ${maxBytes}. ${remedy}`
    return { limit: 'maxBytes', reason }
  }
  if (freeBytes - bytes >= minFreeBytes) return undefined
  const reason =
    `it would take ${bytes} of the ${freeBytes} bytes that the disk has free, and "minFreeBytes" asks that ${minFreeBytes} ` +
    'stay so. Make room on the disk, or lower it'
  return { limit: 'minFreeBytes', reason }
}

/** The bytes of a checkpoint's files by its manifest, which itself does not count. */
export function bytesIn({ manifest }: Pick<WholeCheckpoint, 'manifest'>): number {
  return Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0)
}

function bytesOfKept({ present, epoch, metrics, bytes, monitor }: PlannedSave, rule: KeepRule): number {
  // No folder has an empty name, and none of its epoch is newer.
  const next = { name: '', epoch, ordinal: Infinity, value: metrics[monitor.name] }
  const list = [...candidates(present, monitor.name), next].sort((a, b) => a.epoch - b.epoch)
  const kept = namesToKeep(list, rule, monitor.mode)
  const ofPresent = present.filter(({ name }) => kept.has(name)).reduce((sum, each) => sum + bytesIn(each), 0)
  return ofPresent + (kept.has('') ? bytes : 0)
}
