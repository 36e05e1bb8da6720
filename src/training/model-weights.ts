import type { LayersModel, Tensor, Variable } from '@tensorflow/tfjs'
import { TensorflowError } from '../errors'
import { isDataObject } from '../params/data-object'
import type { TensorBytes } from './model-bytes'
import type { Tensorflow } from './tensorflow'
import { weightOwners } from './weight-owners'

/** A model as a checkpoint describes it. */
export interface StoredModel {
  /** The checkpoint's folder, for errors. */
  checkpoint: string
  /** The content of model.json. */
  json: unknown
  weights: readonly TensorBytes[]
}

// What tfjs has but does not declare.
interface Layer {
  getClassName(): string
  weights: { shape: number[] }[]
}
interface LayersModelInside {
  layers: Layer[]
  weights: { name: string; originalName: string; dtype: string; shape: number[]; val: Variable }[]
  toJSON(unused: null, returnString: false): object
}

/** Reads the weights of a model out of model.json and weights.bin. */
export function storedWeights(json: unknown, bin: Uint8Array): TensorBytes[] {
  const groups = isDataObject(json) ? json['weightsManifest'] : undefined
  const specs = Array.isArray(groups)
    ? (groups as { weights: TensorBytes[] }[]).flatMap((group) => group.weights)
    : []
  let offset = 0
  return specs.map(({ name, dtype, shape }) => {
    const length = shape.reduce((product, size) => product * size, 1) * (dtype === 'bool' ? 1 : 4)
    offset += length
    return { name, dtype, shape, bytes: bin.subarray(offset - length, offset) }
  })
}

/**
 * What a model trains as: a sequential one is compiled into a graph, in which the layers of a model inside it stand one by
 * one. That graph is also what a fit saves.
 */
export function graphOf(model: LayersModel): LayersModel {
  return (model as { model?: LayersModel | null }).model ?? model
}

/** The form of a model that a model.json is of: itself, or the graph that it trains as. Their weights differ in order. */
export function asSaved(model: LayersModel, json: unknown): LayersModel {
  const isSequential = at(at(json, 'modelTopology'), 'class_name') === 'Sequential'
  return isSequential ? model : graphOf(model)
}

/** Refuses a model of other layers or shapes than the stored one. Changes nothing. Throws `EXMAN_MODEL_MISMATCH`. */
export function checkFits(model: LayersModel, stored: StoredModel): void {
  const inside = model as unknown as LayersModelInside
  const layers = inside.layers.map((layer) => layer.getClassName()).filter((name) => name !== 'InputLayer')
  const before = storedLayers(stored.json)
  const at = before?.findIndex((name, index) => name !== layers[index]) ?? -1
  if (before !== undefined && (at >= 0 || before.length !== layers.length)) {
    const index = at >= 0 ? at : before.length
    throw misfit(
      stored.checkpoint,
      `layer ${index + 1} is ${before[index] ?? 'not there'} in the checkpoint and ${layers[index] ?? 'not there'} in the model ` +
        `(${before.join(', ')}; ${layers.join(', ')})`,
    )
  }
  stored.weights.forEach(({ name, shape, dtype }, index) => {
    const weight = inside.weights[index]
    if (weight !== undefined && isSameShape(weight.shape, shape) && weight.dtype === dtype) return
    const found =
      weight === undefined
        ? 'nothing'
        : `${weight.name} of shape [${weight.shape.join(', ')}], ${weight.dtype}`
    throw misfit(
      stored.checkpoint,
      `weight ${index + 1} is ${name} of shape [${shape.join(', ')}], ${dtype}, in the checkpoint and ${found} in the model`,
    )
  })
  if (inside.weights.length > stored.weights.length) {
    const extra = inside.weights[stored.weights.length]!
    throw misfit(
      stored.checkpoint,
      `the model has the weight ${extra.name} of shape [${extra.shape.join(', ')}], which the checkpoint has not`,
    )
  }
  checkOwners(inside, stored)
}

/** tfjs puts the weights that train first, so those of equal layers change places when another layer is frozen. */
function checkOwners(inside: LayersModelInside, { checkpoint, json, weights }: StoredModel): void {
  const names = inside.weights.map(({ originalName }) => originalName)
  const now = weightOwners(inside.toJSON(null, false), names)
  const before = weightOwners(
    at(json, 'modelTopology'),
    weights.map(({ name }) => name),
  )
  const index = before.findIndex((owner, place) => owner !== now[place])
  if (index < 0) return
  throw misfit(
    checkpoint,
    `weight ${index + 1} is ${weights[index]!.name} in the checkpoint, and in the model ${names[index]}, which is that of another ` +
      'layer. The layers that train must be the same',
  )
}

/** Puts stored weights into a model that they fit. */
export function setWeights(tf: Tensorflow, model: LayersModel, weights: readonly TensorBytes[]): void {
  const inside = model as unknown as LayersModelInside
  // Into the variable itself: writing a weight of a layer would apply its constraint once more, and change its bits.
  inside.weights.forEach(({ val }, index) => assign(tf, val, weights[index]!))
}

/** Gives a variable the value that was stored. */
export function assign(tf: Tensorflow, variable: Variable, stored: TensorBytes): void {
  tf.tidy(() => variable.assign(storedTensor(tf, stored)))
}

/** A stored tensor, in memory of its own. */
export function storedTensor(tf: Tensorflow, { dtype, shape, bytes }: TensorBytes): Tensor {
  // A copy: backends keep what they are given, and at an offset of four bytes it must begin.
  const { buffer } = new Uint8Array(bytes)
  const values =
    dtype === 'float32'
      ? new Float32Array(buffer)
      : dtype === 'int32'
        ? new Int32Array(buffer)
        : new Uint8Array(buffer)
  return tf.tensor(values, shape, dtype)
}

/** The error for a model or optimizer that a checkpoint does not belong to. */
export function misfit(checkpoint: string, how: string): TensorflowError {
  return new TensorflowError(
    'EXMAN_MODEL_MISMATCH',
    `The model does not fit the checkpoint ${checkpoint}: ${how}. Nothing was changed. Build the model as it was, or ` +
      'prepare a new run.',
  )
}

export function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, index) => size === b[index])
}

/** The classes of the layers in a model.json; undefined where it has none. */
function storedLayers(json: unknown): string[] | undefined {
  const topology = at(json, 'modelTopology')
  const config = at(at(topology, 'model_config') ?? topology, 'config')
  const layers = Array.isArray(config) ? (config as unknown[]) : at(config, 'layers')
  if (!Array.isArray(layers)) return undefined
  return layers.map((layer) => String(at(layer, 'class_name'))).filter((name) => name !== 'InputLayer')
}

function at(value: unknown, key: string): unknown {
  return isDataObject(value) ? value[key] : undefined
}
