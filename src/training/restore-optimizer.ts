import type { Optimizer, Tensor, Variable } from '@tensorflow/tfjs'
import type { TensorBytes } from './model-bytes'
import { assign, isSameShape, misfit, storedTensor } from './model-weights'
import { isTensor, isVariable, type OptimizerState } from './optimizer-state'
import type { Tensorflow } from './tensorflow'

/** A weight that the model trains. */
export interface TrainedWeight {
  name: string
  shape: readonly number[]
}

interface Accumulator {
  originalName: string
  variable: Variable
}

/**
 * Refuses an optimizer that a stored state does not belong to. Changes nothing. Throws `EXMAN_MODEL_MISMATCH`.
 * `trainable`: the weights that the model trains, in order, which is how tfjs finds the accumulator of each.
 */
export function checkOptimizer(
  optimizer: Optimizer,
  stored: OptimizerState,
  trainable: readonly TrainedWeight[],
  checkpoint: string,
): void {
  const fields = optimizer as unknown as Record<string, unknown>
  const found = optimizer.getClassName()
  if (found !== stored.class)
    throw misfit(checkpoint, `its optimizer is ${stored.class} in the checkpoint and ${found} in the model`)
  for (const { name, shape } of stored.tensors) {
    const { field, position } = placeOf(name)
    const weight = position === undefined ? undefined : trainable[position]
    const isPlace = position === undefined ? isTensor(fields[field]) : Array.isArray(fields[field])
    if (!isPlace) throw misfit(checkpoint, `the optimizer ${found} has no field ${field}`)
    if (position === undefined || (weight !== undefined && isSameShape(weight.shape, shape))) continue
    const has =
      weight === undefined ? 'nothing that trains' : `${weight.name} of shape [${weight.shape.join(', ')}]`
    throw misfit(
      checkpoint,
      `the optimizer's ${field} number ${position + 1} has the shape [${shape.join(', ')}], and in the model that is ${has}. ` +
        'The layers that train must be the same',
    )
  }
  const positions = stored.tensors.map(({ name }) => placeOf(name).position ?? -1)
  const trained = Math.max(-1, ...positions) + 1
  // None at all before its first step.
  if (trained > 0 && trained < trainable.length)
    throw misfit(
      checkpoint,
      `the optimizer has trained ${trained} weights, and the model has ${trainable.length} that train. The layers that train ` +
        'must be the same',
    )
}

/** Gives an optimizer the state that was stored; both belong together. What it remembered before is disposed of. */
export function restoreOptimizer(tf: Tensorflow, optimizer: Optimizer, stored: OptimizerState): void {
  const fields = optimizer as unknown as Record<string, unknown>
  for (const value of Object.values(fields))
    if (isAccumulators(value)) tf.dispose(value.splice(0).map((each) => each.variable))
  // By its method, which tells SGD; the step that follows from it comes back below.
  const { setLearningRate } = fields as { setLearningRate?: (rate: number) => void }
  if (typeof setLearningRate === 'function' && stored.learningRate !== null)
    setLearningRate.call(optimizer, stored.learningRate)
  if (stored.learningRate !== null) fields['learningRate'] = stored.learningRate
  fields['iterations_'] = stored.iterations
  for (const tensor of stored.tensors) {
    const { field, position } = placeOf(tensor.name)
    const present = fields[field]
    if (position !== undefined) (present as Accumulator[])[position] = accumulator(tf, tensor)
    else if (isVariable(present)) assign(tf, present, tensor)
    else {
      tf.dispose(present as Tensor)
      fields[field] = tf.keep(storedTensor(tf, tensor))
    }
  }
}

function accumulator(tf: Tensorflow, stored: TensorBytes): Accumulator {
  return { originalName: stored.name, variable: tf.tidy(() => tf.variable(storedTensor(tf, stored), false)) }
}

function placeOf(name: string): { field: string; position: number | undefined } {
  const [, field = name, position] = /^(.*)\.(\d+)$/.exec(name) ?? []
  return { field, position: position === undefined ? undefined : Number(position) }
}

function isAccumulators(value: unknown): value is Accumulator[] {
  return (
    Array.isArray(value) && value.every((each: Partial<Accumulator> | null) => isVariable(each?.variable))
  )
}
