import type { Optimizer, Tensor, Variable } from '@tensorflow/tfjs'
import { tensorBytes, type TensorBytes } from './model-bytes'
import type { Tensorflow } from './tensorflow'

/** All that an optimizer remembers between steps. */
export interface OptimizerState {
  /** tfjs's class name, such as `Adam`. */
  class: string
  /** The learning rate in force. */
  learningRate: number | null
  /** Steps taken. */
  iterations: number
  tensors: TensorBytes[]
}

interface OptimizerInside {
  learningRate?: number
  iterations?: number
  getClassName(): string
}

/**
 * Copies an optimizer's state out: each accumulator under the field that holds it and its position
 * (`accumulatedFirstMoment.0`), and each scalar such as Adam's beta powers (`accBeta1`). tfjs's own `getWeights`
 * leaves the beta powers out, leaks a tensor a call, and throws for Adamax; so the fields are read instead.
 */
export async function optimizerState(tf: Tensorflow, optimizer: Optimizer): Promise<OptimizerState> {
  const inside = optimizer as unknown as OptimizerInside
  return {
    class: inside.getClassName(),
    learningRate: inside.learningRate ?? null,
    iterations: inside.iterations ?? 0,
    tensors: await tensorBytes(tf, optimizerVariables(optimizer)),
  }
}

/** The step that SGD and Momentum take: the learning rate as it counts, whatever was written into the field of that name. */
export const STEP = 'c'

/** The variables of an optimizer, by field and position, in a stable order. */
export function optimizerVariables(optimizer: Optimizer): { name: string; tensor: Tensor }[] {
  return Object.entries(optimizer)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([field, value]: [string, unknown]) => {
      if (isVariable(value) || (field === STEP && isTensor(value))) return [{ name: field, tensor: value }]
      if (!Array.isArray(value)) return []
      return value.flatMap((entry: { variable?: unknown } | null, at) =>
        isVariable(entry?.variable) ? [{ name: `${field}.${at}`, tensor: entry.variable }] : [],
      )
    })
}

/** Whether a value is a variable; by its looks, since the optimizer may come from another copy of tfjs. */
export function isVariable(value: unknown): value is Variable {
  return isTensor(value) && typeof (value as { assign?: unknown }).assign === 'function'
}

/** Whether a value is a tensor, of whichever copy of tfjs. */
export function isTensor(value: unknown): value is Tensor {
  return typeof value === 'object' && (value as { dataId?: unknown } | null)?.dataId !== undefined
}
