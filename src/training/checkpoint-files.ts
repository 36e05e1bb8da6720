import type { LayersModel, Optimizer } from '@tensorflow/tfjs'
import type { CheckpointFiles } from '../checkpoint/commit'
import { FILES } from '../layout/names'
import { modelBytes } from './model-bytes'
import { optimizerState } from './optimizer-state'
import type { Tensorflow } from './tensorflow'

/** What a training state says besides the model and its optimizer. */
export interface TrainingFacts {
  epoch: number
  seed: number | null
  /** Rows that tfjs shuffles each epoch; null where that is unknown. */
  samples: number | null
}

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
  let offset = 0
  const tensors = (state?.tensors ?? []).map(({ name, dtype, shape, bytes }) => {
    const entry = { name, dtype, shape, offset, bytes: bytes.byteLength }
    offset += bytes.byteLength
    return entry
  })
  const training = {
    format: 1,
    ...facts,
    shuffleDraws: null,
    learningRate: state?.learningRate ?? null,
    optimizer: state === null ? null : { class: state.class, iterations: state.iterations, tensors },
    callbacks: {},
  }
  return {
    [FILES.model]: json,
    [FILES.weights]: weights.map(({ bytes }) => bytes),
    [FILES.stateJson]: training,
    [FILES.stateBin]: (state?.tensors ?? []).map(({ bytes }) => bytes),
  }
}
