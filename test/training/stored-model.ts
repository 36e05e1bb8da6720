/** Models as checkpoints hold them. */
import { modelBytes } from '../../src/training/model-bytes'
import { storedWeights, type StoredModel } from '../../src/training/model-weights'
import { tf } from './tiny'

/** A model as it comes back from the files of a checkpoint. */
export async function stored(model: tf.LayersModel): Promise<StoredModel> {
  const { json, weights } = await modelBytes(tf, model)
  const read = JSON.parse(JSON.stringify(json)) as unknown
  const bin = Buffer.concat(weights.map(({ bytes }) => bytes))
  return { checkpoint: 'model.07', json: read, weights: storedWeights(read, bin) }
}

interface Inside {
  weights: { dtype: string; shape: number[]; read: () => tf.Tensor }[]
}

/** The bits of all weights, with what they are. */
export function bitsOf(model: tf.LayersModel) {
  return (model as unknown as Inside).weights.map((weight) => ({
    dtype: weight.dtype,
    shape: weight.shape,
    bits: [...new Uint8Array(weight.read().dataSync().slice().buffer)],
  }))
}

/** A model of layers one after the other. */
export const chain = (...layers: tf.layers.Layer[]) => tf.sequential({ layers })
/** A model with another inside, which may be frozen. */
export function nested(isFrozen: boolean): tf.LayersModel {
  const inner = chain(
    tf.layers.dense({ units: 3, inputShape: [3] }),
    tf.layers.batchNormalization(),
    tf.layers.dense({ units: 3 }),
  )
  if (isFrozen) inner.trainable = false
  return chain(inner, tf.layers.dense({ units: 2 }))
}

/** A layer with weights of other types, that are no part of the training. */
export class Flagged extends tf.layers.Layer {
  static className = 'Flagged'

  override build(): void {
    this.addWeight('count', [2], 'int32', tf.initializers.zeros(), undefined, false)
    this.addWeight('flags', [5], 'bool', tf.initializers.zeros(), undefined, false)
    this.addWeight('scale', [3], 'float32', tf.initializers.ones(), undefined, true)
    this.built = true
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return Array.isArray(inputs) ? inputs[0]! : inputs
  }
}
