import type { LayersModel, Optimizer } from '@tensorflow/tfjs'
import type { CheckpointFiles } from '../checkpoint/commit'
import { FILES } from '../layout/names'
import { modelBytes } from './model-bytes'
import { optimizerState } from './optimizer-state'
import type { Tensorflow } from './tensorflow'
import { trainingStateFiles, type TrainingFacts } from './training-state'

/** Copies everything that a checkpoint of `model` holds; the files by name, as parts in order. */
export async function checkpointFiles(
  tf: Tensorflow,
  model: LayersModel,
  facts: TrainingFacts,
): Promise<CheckpointFiles> {
  // A model that was never compiled has no optimizer.
  const optimizer = model.optimizer as Optimizer | undefined
  // Both begin before anything is awaited, so that they are of one moment.
  const [{ json, weights }, state] = await Promise.all([
    modelBytes(tf, model),
    optimizer == null ? null : optimizerState(tf, optimizer),
  ])
  const training = trainingStateFiles({ ...facts, optimizer: state })
  return {
    [FILES.model]: json,
    [FILES.weights]: weights.map(({ bytes }) => bytes),
    [FILES.stateJson]: training.json,
    [FILES.stateBin]: training.parts,
  }
}
