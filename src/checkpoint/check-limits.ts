import { dirname } from 'node:path'
import { folderExists, freeBytes } from '../files'
import { bytesOf, type CheckpointContent, type CheckpointFiles } from './commit'
import type { KeepRule } from './keep'
import { brokenLimit, type BrokenLimit, type ByteLimits } from './limits'
import { wholeCheckpoints } from './manifest'

/** The limit that saving this below `models` would break as the disk stands; undefined when it may be saved. Throws FileError. */
export function checkLimits(
  models: string,
  { epoch, metrics, files }: Pick<CheckpointContent, 'epoch' | 'metrics' | 'files'>,
  rule: KeepRule & ByteLimits,
  monitor: { name: string; mode: 'min' | 'max' },
): BrokenLimit | undefined {
  const { maxBytes, minFreeBytes } = rule
  if (maxBytes === undefined && minFreeBytes === undefined) return undefined
  const planned = {
    present: wholeCheckpoints(models),
    epoch,
    metrics,
    bytes: sizeOf(files),
    monitor,
    freeBytes: minFreeBytes === undefined ? undefined : freeBytesFor(models),
  }
  return brokenLimit(planned, rule)
}

function sizeOf(files: CheckpointFiles): number {
  const parts = Object.values(files).flatMap(bytesOf)
  return parts.reduce((sum, { byteLength }) => sum + byteLength, 0)
}

// The folder may be a link to another disk, and is made by the first save.
function freeBytesFor(models: string): number | undefined {
  return freeBytes(folderExists(models) ? models : dirname(models))
}
