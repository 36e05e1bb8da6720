import { basename, join } from 'node:path'
import { CheckpointError, ExmanError } from '../errors'
import { ensureFolder, jsonText, readBytes, readJson, removeFile, replaceFile, StagedFile } from '../files'
import { FILES } from '../layout/names'
import { isDataObject } from '../params/data-object'

/** The part of a model.json that names the files with the weights. */
export interface ModelManifest {
  weightsManifest: { paths: string[] }[]
}

const OTHER_WEIGHTS = 'weights-2.bin'

/**
 * Writes a model's two files into a folder, made when missing. model.json names the weights, so replacing it is the
 * one step that makes the new model the model; until then the old weights stay, which is why the new ones get
 * another name beside them. `json` makes the content of model.json for the name of the weights file.
 * The weights are written without holding up the event loop, and must stay as they are until it returns.
 */
export async function writeModelFiles(
  dir: string,
  json: (weightsFile: string) => object,
  weights: readonly Uint8Array[],
): Promise<void> {
  ensureFolder(dir)
  const staged = await StagedFile.write(dir, weights)
  try {
    // From here on without a pause, so that of two saves at once each is whole.
    const before = presentWeights(dir)
    const name = before.includes(FILES.weights) ? OTHER_WEIGHTS : FILES.weights
    staged.commit(name)
    replaceFile(join(dir, FILES.model), jsonText(json(name)))
    for (const old of before)
      if (old !== name && [FILES.weights, OTHER_WEIGHTS].includes(old)) removeFile(join(dir, old))
  } finally {
    staged.discard()
  }
}

/**
 * Reads a model's files; the weights as one buffer.
 * Throws `EXMAN_CHECKPOINT_NOT_FOUND`, `EXMAN_CHECKPOINT_INVALID`, and the file errors.
 */
export async function readModelFiles(dir: string): Promise<{ json: ModelManifest; weights: ArrayBuffer }> {
  const json = readModelJson(dir)
  if (json === undefined) {
    const reason = `${FILES.model} is missing`
    throw new CheckpointError('EXMAN_CHECKPOINT_NOT_FOUND', `${dir} holds no model: ${reason}.`, {
      checkpoint: dir,
      reason,
    })
  }
  const paths = weightFiles(json, dir)
  // The file names come from disk; those that lead out of the folder are not followed.
  const outside = paths.find((name) => !isPlainName(name))
  if (outside !== undefined) {
    const reason = `${FILES.model} names ${JSON.stringify(outside)}, which is no plain file name`
    throw new CheckpointError('EXMAN_CHECKPOINT_INVALID', `${dir} is damaged: ${reason}.`, {
      checkpoint: dir,
      reason,
    })
  }
  const parts = await Promise.all(paths.map((name) => readBytes(join(dir, name))))
  const whole = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  const weights = whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.byteLength) as ArrayBuffer
  return { json, weights }
}

/** Whether a name found on disk stays in its folder. */
export function isPlainName(name: unknown): name is string {
  return (
    typeof name === 'string' &&
    name !== '' &&
    name !== '.' &&
    name !== '..' &&
    !name.includes('\\') &&
    basename(name) === name
  )
}

function readModelJson(dir: string): ModelManifest | undefined {
  return readJson(join(dir, FILES.model)) as ModelManifest | undefined
}

/** The files that the present model needs; none when there is no model, or a model.json that names no files. */
function presentWeights(dir: string): string[] {
  try {
    const json = readModelJson(dir)
    return json === undefined ? [] : weightFiles(json, dir)
  } catch (error) {
    const isDamaged =
      error instanceof ExmanError && ['EXMAN_FILE_INVALID', 'EXMAN_CHECKPOINT_INVALID'].includes(error.code)
    if (isDamaged) return []
    throw error
  }
}

function weightFiles(json: unknown, dir: string): string[] {
  // A topology alone has no weights.
  const { weightsManifest = [] } = isDataObject(json) ? json : { weightsManifest: null }
  const isManifest =
    Array.isArray(weightsManifest) &&
    weightsManifest.every((group) => isDataObject(group) && Array.isArray(group['paths']))
  if (isManifest) return (weightsManifest as ModelManifest['weightsManifest']).flatMap(({ paths }) => paths)
  const reason = `${FILES.model} does not describe a model`
  throw new CheckpointError('EXMAN_CHECKPOINT_INVALID', `${dir} is damaged: ${reason}.`, {
    checkpoint: dir,
    reason,
  })
}
