/** Runs that are trained in several goes, as by one process after another, and how the rows were shuffled for it. */
import { ExperimentManager, type PrepareOptions, type RunCallbacks } from '../../src'
import { optimizerState } from '../../src/training/optimizer-state'
import { scratch } from '../faults/scratch'
import { compiled, PARAMS, tf, TWO_EPOCHS, untrained, weightsOf, x, y } from './tiny'

/** Prepares a run of seed 7 below a new root. */
export function begin(options: PrepareOptions = {}): RunCallbacks {
  return prepareIn(scratch(), { seed: 7, ...options })
}

/** Prepares a run once more, to go on with it. */
export function goOn({ run }: RunCallbacks, options: PrepareOptions = {}): RunCallbacks {
  return prepareIn(run.recorder.init.root, { resume: run.id, ...options })
}

function prepareIn(expBaseDir: string, options: PrepareOptions): RunCallbacks {
  return new ExperimentManager({ expBaseDir, monitor: 'loss' }).prepare(PARAMS, options)
}

const ROWS = 12

/** The labels of 12 rows, that tell which row it is. */
export const numbered = tf.tensor2d(
  Array.from({ length: ROWS }, (_, row) => [row, row]),
  [ROWS, 2],
)

/** A model that notes the rows it is trained on, in their order, when its labels are numbered. */
export function noting(optimizer: tf.Optimizer | string = 'sgd'): { model: tf.Sequential; rows: number[] } {
  const model = untrained()
  const rows: number[] = []
  const loss = (labels: tf.Tensor, given: tf.Tensor) => {
    rows.push(...[...labels.dataSync()].filter((_, at) => at % 2 === 0))
    return tf.losses.meanSquaredError(labels, given)
  }
  model.compile({ optimizer, loss })
  return { model, rows }
}

/** The model of 8 weights with an optimizer that remembers. */
export const adam = (): tf.Sequential => compiled({ optimizer: tf.train.adam(0.05) })

/** A run of two epochs, of which all checkpoints are kept. */
export async function trained(
  model: tf.LayersModel = adam(),
  options: PrepareOptions = {},
): Promise<RunCallbacks> {
  const callbacks = begin({ checkpoint: { keepLast: 9 }, ...options })
  await model.fit(x, y, { ...TWO_EPOCHS, callbacks })
  return callbacks
}

/** All that a model knows. */
export async function knownBy(model: tf.LayersModel) {
  const state = model.optimizer == null ? null : await optimizerState(tf, model.optimizer)
  const tensors = state?.tensors.map((tensor) => ({ ...tensor, bytes: [...tensor.bytes] }))
  return { weights: weightsOf(model), optimizer: { ...state, tensors } }
}
