import { CheckpointError } from '../errors'
import { FILES } from '../layout/names'
import { isDataObject } from '../params/data-object'
import type { CallbackStates } from './callbacks/callback-states'
import type { TensorBytes } from './model-bytes'
import type { OptimizerState } from './optimizer-state'
import type { RowShuffles } from './random/fit-randomness'

/** Where a training stands, its weights and its optimizer apart. */
export interface TrainingFacts extends RowShuffles {
  /** Epochs complete. */
  epoch: number
  /** The seed of the run; null when it was not seeded. */
  seed: number | null
  /** Whether the training can go on from here as if it had never stopped: not from the middle of an epoch. */
  resumable: boolean
  /** Whether a callback has ended the training, as early stopping does. */
  stopped: boolean
  /** What the callbacks beside exman's remember. */
  callbacks: CallbackStates
}

/** Where a training stands: the content of training-state.json, with the tensors out of training-state.bin. */
export interface TrainingState extends TrainingFacts {
  optimizer: OptimizerState | null
}

type StoredTensor = Omit<TensorBytes, 'bytes'> & { offset: number; bytes: number }

/** The content of training-state.json and the parts of training-state.bin. */
export function trainingStateFiles({ optimizer, ...facts }: TrainingState): {
  json: object
  parts: readonly Uint8Array[]
} {
  let offset = 0
  const tensors = (optimizer?.tensors ?? []).map(({ name, dtype, shape, bytes }): StoredTensor => {
    const entry = { name, dtype, shape, offset, bytes: bytes.byteLength }
    offset += bytes.byteLength
    return entry
  })
  const { epoch, seed, samples, shuffleDraws, shuffleFrom, resumable, stopped, callbacks } = facts
  const json = {
    format: 1,
    epoch,
    seed,
    samples,
    shuffleDraws,
    shuffleFrom,
    resumable,
    stopped,
    learningRate: optimizer?.learningRate ?? null,
    optimizer:
      optimizer === null ? null : { class: optimizer.class, iterations: optimizer.iterations, tensors },
    callbacks,
  }
  return { json, parts: (optimizer?.tensors ?? []).map(({ bytes }) => bytes) }
}

/** Reads what `trainingStateFiles` made. Throws `EXMAN_CHECKPOINT_INVALID` for anything else. */
export function parseTrainingState(json: unknown, bin: Uint8Array, checkpoint: string): TrainingState {
  const state = json as Partial<Record<string, unknown>>
  const optimizer = isDataObject(json) ? json['optimizer'] : undefined
  const tensors = isDataObject(optimizer) ? optimizer['tensors'] : []
  const isWhole =
    isDataObject(json) &&
    Number.isInteger(state['epoch']) &&
    (optimizer === null || (isDataObject(optimizer) && typeof optimizer['class'] === 'string')) &&
    Array.isArray(tensors) &&
    tensors.every((tensor) => isTensorIn(tensor, bin.byteLength)) &&
    Object.values(isDataObject(state['callbacks']) ? state['callbacks'] : {}).every(Array.isArray)
  if (!isWhole) {
    const reason = `${FILES.stateJson} does not describe a training`
    const text = `The checkpoint ${checkpoint} cannot be gone on with: ${reason}.`
    throw new CheckpointError('EXMAN_CHECKPOINT_INVALID', text, { checkpoint, reason })
  }
  const { epoch, seed, samples, shuffleDraws, shuffleFrom, resumable, stopped, callbacks } = state
  return {
    epoch: epoch as number,
    seed: numberOrNull(seed),
    samples: numberOrNull(samples),
    shuffleDraws: numberOrNull(shuffleDraws),
    shuffleFrom: numberOrNull(shuffleFrom) ?? 0,
    resumable: resumable !== false,
    stopped: stopped === true,
    callbacks: isDataObject(callbacks) ? (callbacks as CallbackStates) : {},
    optimizer: optimizer === null ? null : optimizerOf(state, tensors as StoredTensor[], bin),
  }
}

function optimizerOf(
  state: Partial<Record<string, unknown>>,
  tensors: readonly StoredTensor[],
  bin: Uint8Array,
): OptimizerState {
  const { class: className, iterations } = state['optimizer'] as { class: string; iterations: unknown }
  return {
    class: className,
    learningRate: numberOrNull(state['learningRate']),
    iterations: numberOrNull(iterations) ?? 0,
    tensors: tensors.map(({ name, dtype, shape, offset, bytes }) => ({
      name,
      dtype,
      shape,
      bytes: bin.subarray(offset, offset + bytes),
    })),
  }
}

function isTensorIn(value: unknown, size: number): boolean {
  if (!isDataObject(value)) return false
  const { name, dtype, shape, offset, bytes } = value as Partial<StoredTensor>
  return (
    typeof name === 'string' &&
    (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') &&
    Array.isArray(shape) &&
    bytes === shape.reduce((product, length) => product * length, dtype === 'bool' ? 1 : 4) &&
    Number.isSafeInteger(offset) &&
    offset! >= 0 &&
    offset! + bytes <= size
  )
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
