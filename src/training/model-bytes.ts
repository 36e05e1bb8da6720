import type { io, LayersModel, Tensor } from '@tensorflow/tfjs'
import { TensorflowError } from '../errors'
import { show } from '../params/show'
import type { Tensorflow } from './tensorflow'

/** A tensor's bytes, little-endian, and what they are. */
export interface TensorBytes {
  name: string
  dtype: 'float32' | 'int32' | 'bool'
  shape: number[]
  bytes: Uint8Array
}

/** A model as the standard tfjs files hold it: model.json as data, weights.bin as its parts in order. */
export interface ModelBytes {
  json: io.ModelJSON
  weights: TensorBytes[]
}

// What tfjs has but does not declare.
interface LayersModelInside {
  toJSON(unused: null, returnString: false): object
  weights: { originalName: string; read(): Tensor }[]
  userDefinedMetadata?: io.ModelJSON['userDefinedMetadata']
}

/**
 * Copies a model's topology and weights out, without its optimizer. On return the model may be trained on: nothing
 * here refers to its memory. Leaks no tensor. Throws `EXMAN_MODEL_INVALID` for what is no layers model.
 */
export async function modelBytes(tf: Tensorflow, model: LayersModel): Promise<ModelBytes> {
  checkModel(model)
  const inside = model as unknown as LayersModelInside
  const named = inside.weights.map((weight) => ({ name: weight.originalName, tensor: weight.read() }))
  const weights = await tensorBytes(tf, named)
  return {
    weights,
    json: {
      modelTopology: inside.toJSON(null, false),
      format: 'layers-model',
      generatedBy: `TensorFlow.js tfjs-layers v${tf.version_layers}`,
      convertedBy: null,
      weightsManifest: [
        {
          paths: ['weights.bin'],
          weights: weights.map(({ name, shape, dtype }) => ({ name, shape, dtype })),
        },
      ],
      ...(inside.userDefinedMetadata === undefined
        ? {}
        : { userDefinedMetadata: inside.userDefinedMetadata }),
    },
  }
}

/** Refuses what is no layers model. */
export function checkModel(model: unknown): void {
  const inside = model as Partial<LayersModelInside> | null | undefined
  if (typeof inside?.toJSON === 'function' && Array.isArray(inside.weights)) return
  throw new TensorflowError(
    'EXMAN_MODEL_INVALID',
    `Only a layers model (tf.sequential, tf.model, tf.loadLayersModel) can be saved, got ${show(model)}.`,
  )
}

/** Copies tensors out. The backend reads them all before anything is awaited between two. */
export async function tensorBytes(
  tf: Tensorflow,
  tensors: { name: string; tensor: Tensor }[],
): Promise<TensorBytes[]> {
  return Promise.all(
    tensors.map(async ({ name, tensor }) => {
      const { dtype, shape } = tensor
      if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') {
        throw new TensorflowError(
          'EXMAN_MODEL_INVALID',
          `The tensor ${name} has the type ${dtype}, which cannot be saved.`,
        )
      }
      const data = await tensor.data()
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      return { name, dtype, shape: [...shape], bytes: isCopied(tf, tensor) ? bytes : bytes.slice() }
    }),
  )
}

// What tfjs has but does not document.
interface EngineInside {
  state?: { tensorInfo?: WeakMap<object, { backend?: unknown }> }
}

/**
 * Whether reading a tensor gives a copy. Pure JS hands out its own memory, and so does the native backend; wasm copies
 * what lies in its memory, which a tensor made before wasm was chosen does not, until an operation has used it.
 */
function isCopied(tf: Tensorflow, { dataId }: Tensor): boolean {
  if (tf.getBackend() !== 'wasm') return false
  const { state } = tf.engine() as EngineInside
  return state?.tensorInfo?.get(dataId)?.backend === tf.backend()
}
