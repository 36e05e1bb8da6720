import { jsonText, makeFolder, StagedFolder } from '../files'
import { checkpointFolder } from '../layout/checkpoint-folder'
import { FILES } from '../layout/names'
import type { Manifest } from './manifest'

/** The files of a checkpoint by name: bytes as parts in order, or data that is written as JSON. */
export type CheckpointFiles = Record<string, readonly Uint8Array[] | object>

/** The files of a checkpoint, and what its manifest is to say. */
export interface CheckpointContent {
  epoch: number
  metrics: Record<string, number>
  monitor: string
  logRows: number
  files: CheckpointFiles
}

/**
 * Writes a checkpoint below `models` and returns its name. It is staged in a hidden folder, each file synced, the
 * manifest last, and renamed into place: a reader sees all of it or nothing. Earlier checkpoints are not touched.
 */
export async function commitCheckpoint(models: string, content: CheckpointContent): Promise<string> {
  // Only this one level: a run folder that was removed is not half made again.
  makeFolder(models)
  const { epoch, metrics, monitor, logRows } = content
  const staged = await StagedFolder.create(models)
  try {
    const files: Manifest['files'] = {}
    for (const [name, file] of Object.entries(content.files))
      files[name] = await staged.write(name, bytesOf(file))
    const manifest: Manifest = {
      format: 1,
      epoch,
      metrics,
      monitor,
      logRows,
      created: new Date().toISOString(),
      files,
    }
    await staged.write(FILES.manifest, bytesOf(manifest))
    return await staged.commit(names(epoch, metrics[monitor]))
  } catch (error) {
    await staged.discard()
    throw error
  }
}

/** The content of a file of a checkpoint as the parts to be written. */
export function bytesOf(content: readonly Uint8Array[] | object): readonly Uint8Array[] {
  return Array.isArray(content) ? (content as Uint8Array[]) : [Buffer.from(jsonText(content))]
}

function* names(epoch: number, value: number | undefined): Generator<string> {
  for (let ordinal = 1; ; ordinal++) yield checkpointFolder(epoch, value, ordinal)
}
