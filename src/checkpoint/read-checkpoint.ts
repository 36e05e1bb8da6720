import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { CheckpointError, FileError } from '../errors'
import { readBytes, textOf } from '../files'
import { FILES } from '../layout/names'
import { listCheckpoints, type Checkpoint, type Manifest } from './manifest'
import { checkContent, checkName, damaged } from './verify'

/** A checkpoint with the bytes of its files, each proven against the manifest. */
export interface CheckpointBytes {
  name: string
  manifest: Manifest
  files: Map<string, Buffer>
}

/** A checkpoint that could not be taken, and why. */
export interface SkippedCheckpoint {
  name: string
  reason: string
}

/**
 * Reads the newest checkpoint of a run that a training can go on from, passing over those that are damaged, and those
 * that `isWanted` refuses by their training-state.json. Throws `EXMAN_CHECKPOINT_INVALID` when all there are, are damaged.
 */
export async function readNewestCheckpoint(
  models: string,
  isWanted: (state: unknown, manifest: Manifest) => boolean,
): Promise<{ found: CheckpointBytes | undefined; skipped: SkippedCheckpoint[] }> {
  const skipped: SkippedCheckpoint[] = []
  for (const checkpoint of listCheckpoints(models).toReversed()) {
    try {
      const found = await readProven(models, checkpoint, isWanted)
      if (found !== undefined) return { found, skipped }
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error
      skipped.push({ name: checkpoint.name, reason: error.reason })
    }
  }
  if (skipped.length === 0) return { found: undefined, skipped }
  const { name, reason } = skipped[0]!
  const text =
    `No checkpoint in ${models} can be gone on with. The newest, ${name}, is damaged: ${reason}. ` +
    'Restore the folder from a copy, or remove it to begin the run again.'
  throw new CheckpointError('EXMAN_CHECKPOINT_INVALID', text, { checkpoint: join(models, name), reason })
}

async function readProven(
  models: string,
  { name, manifest }: Checkpoint,
  isWanted: (state: unknown, manifest: Manifest) => boolean,
): Promise<CheckpointBytes | undefined> {
  const dir = join(models, name)
  if (manifest === null) throw damaged(dir, `${FILES.manifest} is missing or unreadable`)
  const files = new Map<string, Buffer>()
  // The small ones first: often they tell that the large ones need not be read.
  const names = Object.keys(manifest.files).sort(
    (a, b) => manifest.files[a]!.bytes - manifest.files[b]!.bytes,
  )
  for (const needed of [FILES.model, FILES.weights, FILES.stateJson, FILES.stateBin]) {
    if (!names.includes(needed)) throw damaged(dir, `the manifest does not name ${needed}`)
  }
  const state = await readFile(dir, FILES.stateJson, manifest)
  files.set(FILES.stateJson, state)
  if (!isWanted(parsed(state, dir, FILES.stateJson), manifest)) return undefined
  for (const file of names) if (!files.has(file)) files.set(file, await readFile(dir, file, manifest))
  return { name, manifest, files }
}

async function readFile(dir: string, name: string, manifest: Manifest): Promise<Buffer> {
  checkName(dir, name)
  const bytes = await readBytes(join(dir, name)).catch((error: unknown) => {
    // What may pass is no damage: the file is there, and may be read the next time.
    const { code = '' } =
      ((error instanceof FileError ? error.cause : undefined) as { code?: string } | undefined) ?? {}
    if (['EMFILE', 'ENFILE', 'ENOMEM', 'EACCES', 'EPERM'].includes(code)) throw error
    if (error instanceof FileError) throw damaged(dir, `${name} cannot be read: ${error.message}`)
    throw error
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  checkContent(dir, name, { bytes: bytes.length, sha256 }, manifest.files[name]!)
  return bytes
}

/** The JSON in a file of a checkpoint. */
export function jsonIn(checkpoint: CheckpointBytes, name: string, models: string): unknown {
  return parsed(checkpoint.files.get(name)!, join(models, checkpoint.name), name)
}

function parsed(bytes: Buffer, dir: string, name: string): unknown {
  try {
    return JSON.parse(textOf(bytes)) as unknown
  } catch {
    throw damaged(dir, `${name} is not JSON`)
  }
}
