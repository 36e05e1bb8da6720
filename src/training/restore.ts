import type { LayersModel, Optimizer } from '@tensorflow/tfjs'
import { join } from 'node:path'
import type { Manifest } from '../checkpoint/manifest'
import { jsonIn, readNewestCheckpoint, type CheckpointBytes } from '../checkpoint/read-checkpoint'
import { setAside } from '../checkpoint/set-aside'
import { TensorflowError, warn } from '../errors'
import { FILES } from '../layout/names'
import { isDataObject } from '../params/data-object'
import type { Recorder } from '../run/recorder'
import { asSaved, checkFits, graphOf, setWeights, storedWeights } from './model-weights'
import { checkOptimizer, restoreOptimizer, type TrainedWeight } from './restore-optimizer'
import { differences, warnInexact } from './resume-warnings'
import type { Tensorflow } from './tensorflow'
import { parseTrainingState, type TrainingState } from './training-state'

/**
 * Puts a compiled model back to the newest whole checkpoint of a run, and the run's records with it; undefined when there
 * is no checkpoint. A model that does not fit is refused before anything is changed.
 */
export async function restoreModel(
  tf: Tensorflow,
  model: LayersModel,
  recorder: Recorder,
  models: string,
): Promise<TrainingState | undefined> {
  const { found, skipped } = await readNewestCheckpoint(models, isResumable)
  if (found === undefined) {
    recorder.restoreTo({ epoch: 0, metrics: {} })
    return undefined
  }
  const state = putBack(tf, model, found, models)
  for (const { name, reason } of skipped) {
    const text = `The checkpoint ${name} is damaged: ${reason}. The run goes on from ${found.name} instead.`
    warn('EXMAN_CHECKPOINT_DAMAGED', `${recorder.init.id}: ${text}`)
    recorder.faults.note('EXMAN_CHECKPOINT_DAMAGED', text)
  }
  // What comes after it is trained and saved again; under the same names, which must be free.
  recorder.restoreTo(found.manifest)
  const { epochs } = recorder.hold()
  setAside(models, found.name, epochs.keeper.monitor)
  epochs.setCheckpoints(recorder.init.checkpoints())
  warnInexact(recorder, whyInexact(recorder, state, tf))
  return state
}

function isResumable(state: unknown, { epoch, logRows }: Manifest): boolean {
  const isMarked = isDataObject(state) && typeof state['resumable'] === 'boolean'
  return isMarked ? state['resumable'] === true : logRows === epoch
}

/** Checks all before it changes anything. */
function putBack(tf: Tensorflow, model: LayersModel, found: CheckpointBytes, models: string): TrainingState {
  const checkpoint = join(models, found.name)
  const json = jsonIn(found, FILES.model, models)
  const state = parseTrainingState(
    jsonIn(found, FILES.stateJson, models),
    found.files.get(FILES.stateBin)!,
    checkpoint,
  )
  const optimizer = model.optimizer as Optimizer | undefined
  if (optimizer == null && state.optimizer !== null) {
    const text = `A model that goes on must be compiled, as it was for ${checkpoint}: its optimizer takes up where it was.`
    throw new TensorflowError('EXMAN_MODEL_INVALID', text)
  }
  const weights = storedWeights(json, found.files.get(FILES.weights)!)
  const counterpart = asSaved(model, json)
  checkFits(counterpart, { checkpoint, json, weights })
  if (optimizer != null && state.optimizer !== null) {
    const trainable = graphOf(model).trainableWeights as unknown as TrainedWeight[]
    checkOptimizer(optimizer, state.optimizer, trainable, checkpoint)
    restoreOptimizer(tf, optimizer, state.optimizer)
  }
  setWeights(tf, counterpart, weights)
  return state
}

function whyInexact(recorder: Recorder, state: TrainingState, tf: Tensorflow): string[] {
  const { sessions, seed } = recorder.hold().record
  const now = sessions.at(-1)!
  // The one that trained up to the checkpoint: those since came to nothing that is left.
  const before = sessions.slice(0, -1).findLast(({ fromEpoch }) => fromEpoch < state.epoch)
  Object.assign(now.versions, { tfjs: tf.version.tfjs, backend: tf.getBackend() })
  return [
    ...(seed === null || state.seed === null ? ['it was not seeded'] : []),
    ...(before === undefined ? [] : differences(before, now)),
    ...(state.optimizer === null ? ['its checkpoint holds no optimizer'] : []),
  ]
}
