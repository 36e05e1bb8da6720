import { join } from 'node:path'
import { CheckpointError } from '../errors'
import { hashFile } from '../files'
import { FILES } from '../layout/names'
import { readManifest, type Manifest } from './manifest'
import { isPlainName } from './model-files'

/**
 * Proves a checkpoint folder against its manifest, byte for byte, and returns the manifest.
 * Throws `EXMAN_CHECKPOINT_INVALID` with the reason.
 */
export async function verifyCheckpoint(dir: string): Promise<Manifest> {
  const manifest = readManifest(dir)
  if (manifest === null) throw damaged(dir, `${FILES.manifest} is missing or unreadable`)
  for (const [name, expected] of Object.entries(manifest.files)) {
    checkName(dir, name)
    const found = await hashFile(join(dir, name)).catch((error: Error) => error)
    if (found instanceof Error) throw damaged(dir, `${name} cannot be read: ${found.message}`)
    checkContent(dir, name, found, expected)
  }
  for (const name of [FILES.model, FILES.weights]) {
    if (manifest.files[name] === undefined) throw damaged(dir, `the manifest does not name ${name}`)
  }
  return manifest
}

/** Refuses a file name of a manifest that leads out of the folder: manifests come from disk. */
export function checkName(dir: string, name: string): void {
  if (isPlainName(name)) return
  throw damaged(dir, `the manifest names ${JSON.stringify(name)}, which is no plain file name`)
}

type FileProof = Manifest['files'][string]

/** Refuses a file that is not what its manifest says. */
export function checkContent(dir: string, name: string, found: FileProof, expected: FileProof): void {
  if (found.bytes !== expected.bytes)
    throw damaged(dir, `${name} has ${found.bytes} bytes, not ${expected.bytes}`)
  if (found.sha256 !== expected.sha256) throw damaged(dir, `${name} has other content than was saved`)
}

/** The error for a checkpoint that is not as it was saved. */
export function damaged(dir: string, reason: string): CheckpointError {
  return new CheckpointError('EXMAN_CHECKPOINT_INVALID', `The checkpoint ${dir} is damaged: ${reason}.`, {
    checkpoint: dir,
    reason,
  })
}
