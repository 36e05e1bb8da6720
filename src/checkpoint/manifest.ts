import { join } from 'node:path'
import { listFolder, readRecord } from '../files'
import { parseCheckpointFolder } from '../layout/checkpoint-folder'
import { FILES } from '../layout/names'

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

/** Reads the manifest of a checkpoint folder; null when it is missing or not one. */
export function readManifest(dir: string): Manifest | null {
  try {
    const found = readRecord(join(dir, FILES.manifest))
    const isManifest =
      found !== undefined && Number.isInteger(found.epoch) && isRecord(found.metrics) && isRecord(found.files)
    if (!isManifest || !Object.values(found.files as object).every(isFile)) return null
    return { ...(found as unknown as Manifest), metrics: numbers(found.metrics as Record<string, unknown>) }
  } catch {
    return null
  }
}

/** The checkpoints in a models folder, oldest first. Staged and removed ones do not count. */
export function listCheckpoints(models: string): Checkpoint[] {
  return listFolder(models)
    .flatMap((name) => {
      const parsed = parseCheckpointFolder(name)
      return parsed === undefined ? [] : [{ name, ...parsed, manifest: readManifest(join(models, name)) }]
    })
    .sort((a, b) => a.epoch - b.epoch || a.ordinal - b.ordinal)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFile(value: unknown): boolean {
  return isRecord(value) && typeof value['bytes'] === 'number' && typeof value['sha256'] === 'string'
}

// JSON has no infinities: they stand as strings. What else is no number is NaN, and so never the best.
function numbers(metrics: Record<string, unknown>): Record<string, number> {
  const number = (value: unknown) =>
    typeof value === 'number' ? value : value === 'Infinity' || value === '-Infinity' ? Number(value) : NaN
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, number(value)]))
}
