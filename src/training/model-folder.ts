import type { io, LayersModel } from '@tensorflow/tfjs'
import { basename, dirname, resolve } from 'node:path'
import { readModelFiles, writeModelFiles } from '../checkpoint/model-files'
import { OptionError } from '../errors'
import { FILES } from '../layout/names'
import { show } from '../params/show'
import type { Tensorflow } from './tensorflow'

/**
 * A tfjs I/O handler for a model in a folder (model.json and weights.bin), on every backend and without native code.
 * Missing folders are made; a save is all or nothing: a model that is there already stays until the new one is whole.
 *
 * @param path the folder, or the path of a model.json in it
 * @throws EXMAN_OPTION_INVALID for what is no path
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs'
 * import { modelFolder } from 'exman'
 *
 * await model.save(modelFolder('exports/digits'))
 * const again = await tf.loadLayersModel(modelFolder('exports/digits'))
 * ```
 */
export function modelFolder(path: string): io.IOHandler {
  if (typeof path !== 'string' || path === '' || /^\w+:\/\//.test(path)) {
    const text = `A model folder is named by a path such as "exports/digits", got ${show(path)}.`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'path', value: path })
  }
  const full = resolve(path)
  const dir = basename(full) === FILES.model ? dirname(full) : full
  return {
    save: (artifacts) => saveArtifacts(dir, artifacts),
    load: () => loadArtifacts(dir),
  }
}

/** Loads the model in a folder, uncompiled. */
export async function loadModelFolder(tf: Tensorflow, dir: string): Promise<LayersModel> {
  return tf.loadLayersModel(modelFolder(dir))
}

async function saveArtifacts(dir: string, artifacts: io.ModelArtifacts): Promise<io.SaveResult> {
  const { weightSpecs = [], weightData = [], ...rest } = artifacts
  const parts = (Array.isArray(weightData) ? weightData : [weightData]).map((part) => Buffer.from(part))
  await writeModelFiles(
    dir,
    (name) => ({ ...rest, weightsManifest: [{ paths: [name], weights: weightSpecs }] }),
    parts,
  )
  return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } }
}

async function loadArtifacts(dir: string): Promise<io.ModelArtifacts> {
  const { json, weights } = await readModelFiles(dir)
  const { weightsManifest = [], ...rest } = json as io.ModelJSON
  return { ...rest, weightSpecs: weightsManifest.flatMap((group) => group.weights), weightData: weights }
}
