import { join } from 'node:path'
import { listFolder } from '../files'
import { parseCheckpointFolder } from '../layout/checkpoint-folder'
import { FILES } from '../layout/names'
import { isDataObject } from '../params/data-object'
import { readValid } from './read-valid'

/** manifest.json, written last: what the checkpoint holds, and of which epoch. */
export interface Manifest {
  format: 1
  /** Completed epochs, 1-based. */
  epoch: number
  metrics: Record<string, number>
  /** The metric that was monitored. */
  monitor: string
  /** Rows of training-logs.csv when the checkpoint was taken. */
  logRows: number
  created: string
  files: Record<string, { bytes: number; sha256: string }>
}

/** A checkpoint folder by name, with what its manifest says; null where that cannot be read. */
export interface Checkpoint {
  name: string
  epoch: number
  ordinal: number
  manifest: Manifest | null
}

/** A checkpoint that has a manifest. */
export type WholeCheckpoint = Checkpoint & { manifest: Manifest }

/** Reads the manifest of a checkpoint folder; null when it is missing or not one. Throws FileError for what the disk refuses. */
export function readManifest(dir: string): Manifest | null {
  const { epoch, metrics, files, ...rest } = readValid(join(dir, FILES.manifest)) ?? {}
  if (!Number.isInteger(epoch) || !isDataObject(metrics) || !isDataObject(files)) return null
  if (!Object.values(files).every(isFile)) return null
  return { ...rest, epoch, metrics: numbers(metrics), files } as Manifest
}

/** The checkpoints that have a manifest, oldest first. What has none is not a checkpoint yet, or no longer one. */
export function wholeCheckpoints(models: string): WholeCheckpoint[] {
  return listCheckpoints(models).filter(isWhole)
}

/** Whether a checkpoint has a manifest. */
export function isWhole(checkpoint: Checkpoint): checkpoint is WholeCheckpoint {
  return checkpoint.manifest !== null
}

/** The folders in a models folder that are named as checkpoints, oldest first. Staged and removed ones do not count. */
export function listCheckpoints(models: string): Checkpoint[] {
  return listFolder(models)
    .flatMap((name) => {
      const parsed = parseCheckpointFolder(name)
      return parsed === undefined ? [] : [{ name, ...parsed, manifest: readManifest(join(models, name)) }]
    })
    .sort(byAge)
}

/** Sorts checkpoints, the oldest in front. */
export function byAge(a: Checkpoint, b: Checkpoint): number {
  return a.epoch - b.epoch || byCreation(a, b) || a.ordinal - b.ordinal
}

// Of one epoch saved twice with other metrics, only the manifests tell which came later.
function byCreation(...pair: [Checkpoint, Checkpoint]): number {
  const [a, b] = pair.map(({ manifest }) => String(manifest?.created ?? '')) as [string, string]
  return a < b ? -1 : Number(a > b)
}

function isFile(value: unknown): boolean {
  return isDataObject(value) && typeof value['bytes'] === 'number' && typeof value['sha256'] === 'string'
}

// JSON has no infinities: they stand as strings. What else is no number is NaN, and so never the best.
function numbers(metrics: Record<string, unknown>): Record<string, number> {
  const number = (value: unknown) =>
    typeof value === 'number' ? value : value === 'Infinity' || value === '-Infinity' ? Number(value) : NaN
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, number(value)]))
}
